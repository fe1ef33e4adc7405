#include "ingest/exports/graph_of_case.h"

#include <fmt/core.h>

#include "ingest/case_tables.h"
#include "model/attributes.h"

namespace cuibono::ingest {
namespace {

const model::EntityId& from(const model::Tie& tie) { return tie.source; }
const model::EntityId& to(const model::Tie& tie) { return tie.target; }
const model::EntityId& from(const model::Payment& payment) { return payment.payer; }
const model::EntityId& to(const model::Payment& payment) { return payment.payee; }

// The graph's name for a column of ties or payments.
std::string_view end_of_edge(std::string_view column) {
  if (column == "payer") return "source";
  return column == "payee" ? "target" : column;
}

std::unordered_set<std::string> lower_case(const std::vector<std::string>& names) {
  std::unordered_set<std::string> lower;
  for (const auto& name : names) lower.insert(base::to_lower(name));
  return lower;
}

std::size_t place(const std::vector<std::string>& columns, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find(columns, name) - columns.begin());
}

// What stands in the column `role`: the word of the vocabulary, or the word as it came where it is of none.
std::string role_word(const model::RoleFact& role, const std::string& label) {
  const bool is_own_word = role.role == model::Role::Other && !label.empty() && !word_value<model::Role>(label);
  return is_own_word ? label : std::string(base::name_of(role.role));
}

constexpr std::array<std::string_view, 6> kNumbers{"latitude", "longitude", "share", "count", "amount", "taint"};

// Which columns hold numbers only, as found row by row.
class NumberColumns {
 public:
  explicit NumberColumns(const std::vector<std::string>& columns) : columns_(columns), states_(columns.size(), State::Empty) {}

  void note(const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (!cells[i].empty() && states_[i] != State::Text) states_[i] = is_number(i, cells[i]) ? State::Number : State::Text;
  }
  std::vector<bool> found() const {
    std::vector<bool> numbers;
    for (const auto state : states_) numbers.push_back(state == State::Number);
    return numbers;
  }

 private:
  enum class State { Empty, Number, Text };
  bool is_number(std::size_t column, const std::string& cell) const {
    const auto number = base::parse_number(cell);
    return number && (std::ranges::find(kNumbers, columns_[column]) != kNumbers.end() || base::format_number(*number) == cell);
  }

  const std::vector<std::string>& columns_;
  std::vector<State> states_;
};

std::string sentence_on(std::string_view table, std::size_t rows) {
  if (table == "case") return fmt::format("{} settings of the case, such as its title and currency, are left out.", rows);
  if (table == "exhibits")
    return fmt::format("{} exhibits stand by their ids alone: titles, grades, lineages and custody are left out.", rows);
  return fmt::format("{} rows of {} are left out.", rows, table);
}

} // namespace

GraphOfCase::GraphOfCase(const CaseToWrite& what)
    : what_(what),
      entities_(what, what.snapshot.entities()),
      roles_(what, what.snapshot.roles()),
      ties_(what, what.snapshot.ties()),
      payments_(what, what.snapshot.payments()) {
  for (const auto& role : what.snapshot.roles()) roles_of_[role.entity.value].push_back(&role);
  add_node_columns();
  edge_columns_ = {"id", "source", "target", std::string(kTableColumn)};
  of_tie_ = add_edge_columns(ties_);
  of_payment_ = add_edge_columns(payments_);
  make_distinct(edge_columns_);
}

void GraphOfCase::add_node_columns() {
  const auto& own = entities_.columns();
  node_columns_ = {own[0], std::string(kTableColumn)};
  node_columns_.insert(node_columns_.end(), own.begin() + 1, own.begin() + static_cast<std::ptrdiff_t>(entities_.first_attribute()));
  first_role_column_ = node_columns_.size();
  for (const auto& column : roles_.columns())
    if (column == "role") node_columns_.push_back(column);
    else if (column != "entity") node_columns_.push_back(std::string(kRoleColumnPrefix) + column);
  auto taken = lower_case(node_columns_);
  taken.insert({"label", "locator"});
  for (auto& name : entities_.attribute_names()) {
    if (base::to_lower(name).starts_with(kRoleColumnPrefix)) taken.insert(base::to_lower(name));
    node_columns_.push_back(attribute_column(std::move(name), taken));
  }
  make_distinct(node_columns_);
}

// An attribute of ties may stand in a column that payments have for a field, and the other way round: whoever reads the
// file reads each row as one of its own table.
template <class Row>
GraphOfCase::Places GraphOfCase::add_edge_columns(const ShownRows<Row>& rows) {
  std::unordered_set<std::string> taken{std::string(kTableColumn), "source", "target", "label", "locator"};
  const Row row{};
  model::fields(row, [&](std::string_view name, const auto&) { taken.emplace(name); });
  auto columns = rows.columns();
  columns.resize(rows.first_attribute());
  for (auto& column : columns) column = end_of_edge(column);
  for (auto& name : rows.attribute_names()) columns.push_back(attribute_column(std::move(name), taken));
  Places places;
  for (auto& column : columns) {
    if (place(edge_columns_, column) == edge_columns_.size() && lower_case(edge_columns_).contains(base::to_lower(column)))
      column = std::string(kAttributePrefix) + column;
    places.push_back(place(edge_columns_, column));
    if (places.back() == edge_columns_.size()) edge_columns_.push_back(column);
  }
  return places;
}

std::vector<std::string> GraphOfCase::node(std::size_t i) const {
  const auto& entity = what_.snapshot.entities().rows()[i];
  auto own = entities_.cells(entity);
  std::vector<std::string> cells;
  cells.reserve(node_columns_.size());
  cells.push_back(std::move(own[0]));
  cells.emplace_back(model::Entity::kTable);
  const auto attributes = own.begin() + static_cast<std::ptrdiff_t>(entities_.first_attribute());
  std::move(own.begin() + 1, attributes, std::back_inserter(cells));
  put_roles(entity.id, cells);
  std::move(attributes, own.end(), std::back_inserter(cells));
  return cells;
}

// The cells of one role without its entity.
std::vector<std::string> GraphOfCase::role_cells(const model::RoleFact& role) const {
  auto cells = roles_.cells(role);
  const auto& columns = roles_.columns();
  const auto label = place(columns, "label");
  cells[place(columns, "role")] = role_word(role, label < columns.size() ? cells[label] : std::string());
  cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(place(columns, "entity")));
  return cells;
}

void GraphOfCase::put_roles(model::EntityId entity, std::vector<std::string>& cells) const {
  std::vector<std::vector<std::string>> parts(roles_.columns().size() - 1); // of each column, one a role
  if (const auto found = roles_of_.find(entity.value); found != roles_of_.end())
    for (const auto* role : found->second) {
      auto own = role_cells(*role);
      for (std::size_t i = 0; i < parts.size(); ++i) parts[i].push_back(std::move(own[i]));
    }
  for (const auto& column : parts) {
    const bool any = std::ranges::any_of(column, [](const std::string& part) { return !part.empty(); });
    cells.push_back(any ? join_parts(column) : std::string());
  }
}

template <class Row>
GraphOfCase::Edge GraphOfCase::edge_of(const ShownRows<Row>& rows, const Places& places, const Row& row) const {
  Edge edge;
  const auto& entities = what_.snapshot.entities();
  edge.source = entities.position(from(row)), edge.target = entities.position(to(row));
  edge.directed = model::attribute(row.attributes, "directed") != "false";
  edge.cells.resize(edge_columns_.size());
  auto own = rows.cells(row);
  for (std::size_t i = 0; i < own.size(); ++i) edge.cells[places[i]] = std::move(own[i]);
  edge.cells[kEdgeTable] = Row::kTable;
  return edge;
}

GraphOfCase::Edge GraphOfCase::edge(std::size_t i) const {
  const auto& ties = what_.snapshot.ties();
  if (i < ties.size()) return edge_of(ties_, of_tie_, ties.rows()[i]);
  return edge_of(payments_, of_payment_, what_.snapshot.payments().rows()[i - ties.size()]);
}

std::vector<bool> GraphOfCase::node_numbers() const {
  NumberColumns numbers(node_columns_);
  for (std::size_t i = 0; i < nodes(); ++i) numbers.note(node(i));
  return numbers.found();
}

std::vector<bool> GraphOfCase::edge_numbers() const {
  NumberColumns numbers(edge_columns_);
  for (std::size_t i = 0; i < edges(); ++i) numbers.note(edge(i).cells);
  return numbers.found();
}

std::string GraphOfCase::node_label(std::size_t i) const {
  return what_.names.shown(what_.snapshot.entities().rows()[i].id);
}

std::string GraphOfCase::edge_label(std::size_t i) const {
  const auto& ties = what_.snapshot.ties();
  if (i < ties.size()) return std::string(base::name_of(ties.rows()[i].type));
  return std::string(base::name_of(what_.snapshot.payments().rows()[i - ties.size()].payment_class));
}

std::vector<std::string> GraphOfCase::losses() const {
  constexpr std::array<std::string_view, 4> kHeld{"entities", "roles", "ties", "payments"};
  std::vector<std::string> sentences;
  model::for_each_table(what_.snapshot, [&](const auto& table) {
    using Row = std::remove_cvref_t<decltype(table.rows().front())>;
    if (!table.empty() && std::ranges::find(kHeld, std::string_view(Row::kTable)) == kHeld.end())
      sentences.push_back(sentence_on(Row::kTable, table.size()));
  });
  const auto hidden = std::ranges::count_if(what_.snapshot.entities(), [&](const auto& entity) { return what_.names.is_hidden(entity.id); });
  if (hidden > 0)
    sentences.push_back(fmt::format("{} protected people stand under their pseudonyms; their aliases, birth dates, notes and "
                                    "attributes are left out.", hidden));
  return sentences;
}

} // namespace cuibono::ingest
