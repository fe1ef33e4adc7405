#pragma once
// The rows that the tables show: pure functions of a snapshot. Names are shown names; nothing of a protected person's
// identity is in a row. Sorting is stable and by the named column.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/edits.h"
#include "app/masking.h"

namespace cuibono::app {

struct EntityRow {
  EntityId id;
  std::string key;
  std::string name;
  model::EntityKind kind = model::EntityKind::Unknown;
  std::string roles;         ///< "owner, nominee"
  std::string what;          ///< the roles, or the kind of whoever has none
  std::size_t ties = 0;      ///< ties and payments that name it
  base::Money received;      ///< payments to it or its accounts, in the case's currency
  bool is_victim = false;
};

struct TieRow {
  TieId id;
  EntityId source_id, target_id;
  std::string source, target;
  model::TieType type = model::TieType::Associate;
  std::string when;
  std::size_t exhibits = 0;
  double probability = 0; ///< 0 to 1; model::probability
  bool supported = false;
  bool names_victim = false;
};

struct PaymentRow {
  PaymentId id;
  EntityId payer_id, payee_id;
  std::string payer, payee;
  base::Date date;
  base::Money amount;
  std::string currency; ///< empty: the case's
  model::PaymentClass payment_class = model::PaymentClass::Other;
  std::string purpose;
  std::size_t exhibits = 0;
  bool supported = false;
};

enum class AccountsAs { Holders, Entities };

/// What the tables and the chart leave out.
struct Filters {
  bool victims = true;     ///< show victims and their ties
  bool bystanders = true;  ///< show whoever only trades lawfully with the others; chart only
  bool unsupported = true; ///< show facts that no exhibit supports; tables only, the chart draws them dashed
  AccountsAs accounts = AccountsAs::Holders; ///< how the chart draws accounts whose holder is known
  std::set<model::EntityKind> hidden_kinds;

  bool operator==(const Filters&) const = default;
};

struct Tables {
  std::vector<EntityRow> entities;
  std::vector<TieRow> ties;
  std::vector<PaymentRow> payments;
  std::map<EntityId, EntityId> holder_of; ///< account to the one who holds it, where one is known
};

/// Every row of the case that the filters let through, in order of row number.
Tables build_tables(const model::CaseSnapshot& snapshot, const model::Names& names, const Filters& filters);

enum class EntityColumn { Key, Name, What, Ties, Received };
enum class TieColumn { Source, Type, Target, When, Exhibits, Strength };
enum class PaymentColumn { Date, Payer, Payee, Amount, Class, Exhibits };
enum class Order { Ascending, Descending };

void sort_rows(std::vector<EntityRow>& rows, EntityColumn column, Order order);
void sort_rows(std::vector<TieRow>& rows, TieColumn column, Order order);
void sort_rows(std::vector<PaymentRow>& rows, PaymentColumn column, Order order);

/// What the status line counts. `hidden_*`: in the case but left out by the filters.
struct Counts {
  std::size_t entities = 0, ties = 0, payments = 0, exhibits = 0;
  std::size_t hidden_entities = 0, hidden_ties = 0, hidden_payments = 0;
  std::size_t unsupported = 0; ///< ties and payments that no exhibit supports
  std::size_t victims = 0;
};
Counts count_rows(const model::CaseSnapshot& snapshot, const model::Names& names, const Tables& shown);

/// "27 entities, 310 ties, 180 payments; hidden: 12 entities, 40 ties"
std::string counts_text(const Counts& counts);

/// Whether the filters let an entity through.
bool is_shown(const model::Entity& entity, const model::Names& names, const Filters& filters);

} // namespace cuibono::app
