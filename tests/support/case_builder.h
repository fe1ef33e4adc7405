#pragma once
// Small invented cases for tests, said in a few words: entities by key, exhibits by grade.

#include <initializer_list>
#include <map>
#include <stdexcept>
#include <string>

#include "model/snapshot.h"

namespace cuibono::testing {

class CaseBuilder {
 public:
  CaseBuilder() { setting("currency", "XTS"); }

  CaseBuilder& setting(const std::string& key, const std::string& value) {
    put(model::Setting{.key = key, .value = value});
    return *this;
  }

  /// An entity, made on first use.
  model::EntityId entity(const std::string& key, model::EntityKind kind = model::EntityKind::Person) {
    if (const auto* known = model::find_entity(snapshot, key)) return known->id;
    return put(model::Entity{.key = key, .kind = kind, .name = "Name of " + key});
  }

  /// An exhibit with an Admiralty grade such as "B2".
  model::ExhibitId exhibit(const std::string& key, const std::string& grade = "A1", const std::string& lineage = "",
                           model::Polarity polarity = model::Polarity::Supports) {
    if (const auto* known = model::find_exhibit(snapshot, key)) return known->id;
    return put(model::Exhibit{.key = key, .title = "Title of " + key, .lineage = lineage.empty() ? key : lineage,
                              .grade = {model::GradeScheme::Admiralty, grade.at(0), grade.at(1)}, .polarity = polarity});
  }

  model::Citations cite(std::initializer_list<std::string> keys) {
    model::Citations citations;
    for (const auto& key : keys) citations.push_back({exhibit(key), "p. 1"});
    return citations;
  }

  model::Tie& tie(model::TieType type, const std::string& source, const std::string& target, std::initializer_list<std::string> exhibits = {"X1"}) {
    const auto from = entity(source), to = entity(target);
    const auto id = put(model::Tie{.type = type, .source = from, .target = to, .citations = cite(exhibits)});
    return const_cast<model::Tie&>(*snapshot.ties().find(id));
  }

  CaseBuilder& owns(const std::string& owner, const std::string& owned, double share, std::initializer_list<std::string> exhibits = {"X1"}) {
    tie(model::TieType::Owns, owner, owned, exhibits).share = share;
    return *this;
  }

  CaseBuilder& pays(const std::string& payer, const std::string& payee, double amount, model::PaymentClass payment_class,
                    std::initializer_list<std::string> exhibits = {"X1"}) {
    const auto from = entity(payer), to = entity(payee);
    put(model::Payment{.payer = from, .payee = to, .amount = {static_cast<std::int64_t>(amount * 100 + .5)}, .payment_class = payment_class,
                       .citations = cite(exhibits)});
    return *this;
  }

  CaseBuilder& proceeds(const std::string& establishment, double turnover, double exploited_share, double net_value = 0,
                        std::initializer_list<std::string> exhibits = {"X1"}) {
    const auto where = entity(establishment, model::EntityKind::Company);
    put(model::Proceeds{.establishment = where, .turnover = model::Money{static_cast<std::int64_t>(turnover * 100 + .5)},
                        .exploited_share = exploited_share, .net_value = model::Money{static_cast<std::int64_t>(net_value * 100 + .5)},
                        .citations = cite(exhibits)});
    return *this;
  }

  CaseBuilder& role(const std::string& key, model::Role role) {
    const auto who = entity(key);
    put(model::RoleFact{.entity = who, .role = role});
    return *this;
  }

  template <class Row>
  typename Row::Id put(Row row) {
    auto& table = snapshot.of<Row>();
    if (!row.id) row.id = table.next_id();
    const auto id = row.id;
    table.put(std::move(row));
    return id;
  }

  model::SnapshotPtr share() const { return std::make_shared<const model::CaseSnapshot>(snapshot); }

  model::CaseSnapshot snapshot;
};

} // namespace cuibono::testing
