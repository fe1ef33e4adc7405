#pragma once
// A folder that goes with the test, and a small synthetic case to work on.

#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <unistd.h>

#include "app/session.h"

namespace cuibono::test {

inline constexpr const char* kCanary = "Zebulon Canarius"; // name of the one victim of small_case
inline constexpr const char* kCanaryAlias = "Zebby C";

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "cuibono-test-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline std::string fixed_clock() { return "2031-05-01T12:00:00Z"; }

template <class Row>
void add(model::EditBatch& batch, Row row) {
  batch.edits.emplace_back(model::Change<Row>{std::nullopt, std::move(row)});
}

inline model::Entity entity(std::uint32_t id, std::string key, model::EntityKind kind, std::string name) {
  model::Entity row;
  row.id = {id};
  row.key = std::move(key);
  row.kind = kind;
  row.name = std::move(name);
  return row;
}

inline model::Tie tie(std::uint32_t id, model::TieType type, std::uint32_t source, std::uint32_t target, model::Citations citations) {
  model::Tie row;
  row.id = {id};
  row.type = type;
  row.source = {source};
  row.target = {target};
  row.citations = std::move(citations);
  return row;
}

inline model::Payment payment(std::uint32_t id, std::uint32_t payer, std::uint32_t payee, std::int64_t units, model::PaymentClass kind,
                              model::Citations citations) {
  model::Payment row;
  row.id = {id};
  row.date = {2031, 3, static_cast<std::uint8_t>(id)};
  row.payer = {payer};
  row.payee = {payee};
  row.amount = {units * 100};
  row.payment_class = kind;
  row.citations = std::move(citations);
  return row;
}

/// A farm (1) owned by Olga Owner (2), driven for by Dan Driver (3), where one victim (4) worked; account 5 is the farm's.
/// Exhibits 1 (bank, A1) and 2 (interview of the victim, B2). Turnover 1000, all of it exploited.
inline model::EditBatch small_case() {
  using model::EntityKind, model::TieType, model::PaymentClass;
  model::EditBatch batch;
  batch.label = "Import small case";
  model::Exhibit bank{{1}, "E1", "Bank statement", "bank", "Bank", {model::GradeScheme::Admiralty, 'A', '1'}};
  model::Exhibit interview{{2}, "E2", std::string("Interview of ") + kCanary, "interview", "Interviews", {model::GradeScheme::Admiralty, 'B', '2'}};
  add(batch, bank);
  add(batch, interview);
  add(batch, entity(1, "FARM", EntityKind::Establishment, "Green Farm"));
  add(batch, entity(2, "O1", EntityKind::Person, "Olga Owner"));
  add(batch, entity(3, "D1", EntityKind::Person, "Dan Driver"));
  auto victim = entity(4, "V01", EntityKind::Person, kCanary);
  victim.aliases = {kCanaryAlias};
  victim.notes = std::string("Born where ") + kCanary + " was born";
  victim.is_protected = true;
  add(batch, victim);
  add(batch, entity(5, "ACC", EntityKind::Account, "Farm account"));
  auto owns = tie(1, TieType::Owns, 2, 1, {{{1}, "page 2"}});
  owns.share = 1;
  add(batch, owns);
  add(batch, tie(2, TieType::Transports, 3, 4, {{{2}, "form 1"}}));
  add(batch, tie(3, TieType::HoldsAccount, 1, 5, {{{1}, ""}}));
  add(batch, tie(4, TieType::Calls, 3, 2, {}));
  add(batch, payment(1, 5, 3, 100, PaymentClass::MovementFee, {{{1}, "row 7"}}));
  add(batch, payment(2, 5, 2, 600, PaymentClass::Drawing, {{{1}, "row 8"}}));
  model::Proceeds proceeds;
  proceeds.id = {1};
  proceeds.establishment = {1};
  proceeds.turnover = base::Money{100000};
  proceeds.exploited_share = 1;
  proceeds.citations = {{{1}, "summary"}};
  add(batch, proceeds);
  return batch;
}

inline app::Session new_session(const std::filesystem::path& path) {
  auto session = app::Session::create(path, {{"title", "Farm of " + std::string(kCanary)}, {"currency", "XTS"}}, "tester", fixed_clock);
  EXPECT_TRUE(session) << (session ? "" : base::sentence(session.error()));
  const auto done = session->commit(small_case());
  EXPECT_TRUE(done) << (done ? "" : base::sentence(done.error()));
  return std::move(*session);
}

} // namespace cuibono::test
