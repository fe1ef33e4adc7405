#include "ingest/resolve.h"

#include <algorithm>
#include <filesystem>
#include <fmt/core.h>
#include <map>
#include <set>
#include <tuple>
#include <type_traits>
#include <unordered_map>

#include "ingest/meeting_rows.h"
#include "ingest/people_in_tables.h"
#include "ingest/row_reader.h"
#include "ingest/row_text.h"
#include "ingest/seen_payments.h"
#include "model/people.h"

namespace cuibono::ingest {
namespace {

using model::Entity;
using model::Exhibit;
using model::RoleFact;
using model::Setting;

std::string list_of(const std::vector<std::string>& keys) {
  constexpr std::size_t kShown = 20;
  std::string list;
  for (std::size_t i = 0; i < std::min(keys.size(), kShown); ++i) list += (i > 0 ? ", " : "") + keys[i];
  if (keys.size() > kShown) list += fmt::format(" and {} more", keys.size() - kShown);
  return list;
}

std::string file_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

void let_go(DraftTable& table) { std::exchange(table, DraftTable()); }

std::uint32_t file_of(const DraftTable& table) { return static_cast<std::uint32_t>(table.file); }

class Resolver {
 public:
  /// `spent`: the draft itself where it may be let go table by table, else null.
  Resolver(const model::CaseSnapshot& before, const Draft& draft, Draft* spent, const ImportOptions& options)
      : builder_(before), draft_(draft), spent_(spent), options_(options) {
    for (const auto& entity : before.entities())
      if (entity.pseudonym > 0) pseudonyms_.insert(entity.pseudonym);
  }

  Resolution run();

 private:
  template <class Row> void resolve_tables();
  template <class Row> void resolve_table(const DraftTable& table, KnownRows& known);
  template <class Row> std::string add(RowReader<Row>& reader, const DraftTable& table, std::size_t i, KnownRows& known);
  template <class Row> std::string meet(RowReader<Row>& reader, const DraftTable& table, std::size_t i, Known& known);
  template <class Row> std::string meet_mention(RowReader<Row>& reader, const DraftTable& table, std::size_t i, Known& known);
  void count(const DraftTable& table, std::size_t i, std::string problem);
  bool is_seen(const model::Payment& row, const DraftTable& table, std::string_view key, KnownRows& known);
  template <class Row> bool is_held(const Row& row, const RowReader<Row>& reader);
  template <class Row> KnownRows known_rows() const;

  template <class Row> std::string read(RowReader<Row>& reader, std::size_t i, Row& row) const;
  template <class Row> std::string names_refused(const RowReader<Row>& reader, const DraftTable& table) const;
  std::vector<RoleFact> complete(Entity& entity, const RowReader<Entity>& reader, int own_pseudonym);
  void add_roles(std::vector<RoleFact>& roles, model::EntityId entity, std::uint64_t row);
  void declare_usual_exhibit();
  void start_reports();
  void finish_reports();
  void add_remarks();
  std::string label() const;

  BatchBuilder builder_;
  const Draft& draft_;
  Draft* spent_;
  const ImportOptions& options_;
  Resolution result_;
  model::ExhibitId usual_exhibit_;
  std::set<int> pseudonyms_;
  std::set<std::pair<std::size_t, std::string>> refused_; ///< files and ids of their entities that are somebody else in the case
  std::unordered_map<std::string, std::size_t> held_; ///< rows without id that the case has, and how many times
  std::set<std::tuple<std::uint32_t, model::Role, std::string>> held_roles_;
  std::size_t role_column_ = kNone, protected_column_ = kNone;
  std::vector<std::map<std::uint64_t, std::string>> sheet_rejects_; ///< of each read sheet, row and reason
  std::size_t kept_against_mentions_ = 0; ///< columns
  std::optional<SeenPayments> seen_;
  std::size_t seen_elsewhere_ = 0; ///< payments that the case had from another exhibit
  std::size_t left_sealed_ = 0; ///< rows about somebody whose identity the case has already, sealed
};

void Resolver::start_reports() {
  for (const auto& file : draft_.files)
    result_.files.push_back({file.path, file.format, file.sha256, 0, 0, 0, {}});
  for (const auto& issue : draft_.issues) result_.files[issue.file].rejects.push_back({issue.row, issue.reason});
  std::size_t rows = 0;
  for (const auto& table : draft_.tables) rows += table.rows();
  builder_.batch().edits.reserve(rows);
  sheet_rejects_.resize(draft_.read_sheets.size());
}

// A row of a sheet is rejected once, for the first reason found; a mention counts nowhere unless it is wrong.
void Resolver::count(const DraftTable& table, std::size_t i, std::string problem) {
  auto& report = result_.files[table.file];
  const auto row = table.row_numbers[i];
  if (table.read_sheet != kNoSheet) {
    if (!problem.empty()) sheet_rejects_[table.read_sheet].emplace(row, std::move(problem));
  } else if (!problem.empty()) {
    report.rejects.push_back({row, std::move(problem)});
  } else if (table.standing == Standing::Facts) {
    ++report.accepted;
  }
}

void Resolver::finish_reports() {
  for (std::size_t i = 0; i < draft_.read_sheets.size(); ++i) {
    auto& file = result_.files[draft_.read_sheets[i].file];
    file.accepted += draft_.read_sheets[i].rows - sheet_rejects_[i].size();
    for (auto& [row, reason] : sheet_rejects_[i]) file.rejects.push_back({row, std::move(reason)});
  }
  for (auto& file : result_.files) {
    std::ranges::stable_sort(file.rejects, {}, &Reject::row);
    file.rejected = file.rejects.size();
    file.rows = file.accepted + file.rejected;
  }
}

// What the command line says of one exhibit is its declaration, unless the case or a table declares it better.
void Resolver::declare_usual_exhibit() {
  if (options_.exhibit.empty()) return;
  Exhibit said;
  said.key = options_.exhibit;
  said.title = options_.title;
  said.lineage = options_.lineage;
  said.grade = options_.grade;
  said.handling = options_.handling;
  auto* found = builder_.exhibits().find(options_.exhibit);
  if (!found) {
    if (draft_.files.size() == 1) said.file = file_name(draft_.files[0].path);
    const auto edit = builder_.add(std::move(said));
    usual_exhibit_ = {builder_.id_at<Exhibit>(edit)};
    builder_.exhibits().set(options_.exhibit, {usual_exhibit_.value, edit, kNowhere});
    return;
  }
  usual_exhibit_ = {found->id};
  const Exhibit has = builder_.row<Exhibit>(*found);
  if (has.declared) return;
  said.id = has.id;
  builder_.change(*found, std::move(said));
}

template <class Row>
KnownRows Resolver::known_rows() const {
  if constexpr (std::is_same_v<Row, model::Pin>) {
    KnownRows known;
    for (const auto& pin : builder_.before().of<Row>())
      if (const auto* entity = builder_.before().entities().find(pin.entity)) known.set(entity->key, {pin.id.value, kNowhere, kNowhere});
    return known;
  } else if constexpr (requires(Row row) { row.key; }) {
    return BatchBuilder::index(builder_.before().of<Row>());
  } else {
    return {};
  }
}

template <class Row>
void Resolver::resolve_tables() {
  std::size_t rows = 0;
  for (const auto& table : draft_.tables) rows += table.table == Row::kTable ? table.rows() : 0;
  if (rows == 0) return;
  held_.clear();
  if (rule_of(Row::kTable).key.empty())
    for (const Row& row : builder_.before().of<Row>()) ++held_[whole_text(row)];

  KnownRows own;
  KnownRows* known = &own;
  if constexpr (std::is_same_v<Row, Entity>) known = &builder_.entities();
  else if constexpr (std::is_same_v<Row, Exhibit>) known = &builder_.exhibits();
  else own = known_rows<Row>();
  known->reserve(known->size() + rows);
  for (std::size_t i = 0; i < draft_.tables.size(); ++i) {
    if (draft_.tables[i].table != Row::kTable) continue;
    resolve_table<Row>(draft_.tables[i], *known);
    if (spent_) let_go(spent_->tables[i]);
  }
}

// What is wrong with the row's cells. Of somebody protected it says which column cannot be read, and not what stands in it.
template <class Row>
std::string Resolver::read(RowReader<Row>& reader, std::size_t i, Row& row) const {
  auto problem = reader.read(i, row);
  if constexpr (std::is_same_v<Row, Entity>) {
    const auto column = problem.substr(0, problem.find(' '));
    bool is_protected = false;
    const auto said = reader.cell(protected_column_);
    if (!said.empty()) is_protected = !read_cell("protected", said, is_protected).empty() || is_protected;
    is_protected = is_protected || base::to_lower(reader.cell(role_column_)).find("victim") != std::string::npos;
    if (is_protected && !problem.empty() && column != "protected")
      return column + " cannot be read; what it says is withheld, as the person is protected";
  }
  return problem;
}

template <class Row>
void Resolver::resolve_table(const DraftTable& table, KnownRows& known) {
  RowReader<Row> reader(table, builder_, usual_exhibit_);
  role_column_ = std::is_same_v<Row, Entity> ? column_named(table, "role") : kNone;
  protected_column_ = std::is_same_v<Row, Entity> ? column_named(table, "protected") : kNone;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    const auto key = reader.key(i);
    auto* found = key.empty() ? nullptr : known.find(key);
    if (!found) count(table, i, add(reader, table, i, known));
    else if (table.standing == Standing::Mentions) count(table, i, meet_mention(reader, table, i, *found));
    else count(table, i, meet(reader, table, i, *found));
  }
}

// Whether the case had an equal row before this import, not yet met by another row of it.
template <class Row>
bool Resolver::is_held(const Row& row, const RowReader<Row>& reader) {
  if (held_.empty() || reader.names_unknown()) return false;
  const auto found = held_.find(whole_text(row));
  if (found == held_.end() || found->second == 0) return false;
  --found->second;
  return true;
}

template <class Row>
std::string Resolver::add(RowReader<Row>& reader, const DraftTable& table, std::size_t i, KnownRows& known) {
  Row row{};
  if constexpr (std::is_same_v<Row, model::Tie>) row.type = options_.tie_type;
  if (auto problem = read(reader, i, row); !problem.empty()) return problem;
  std::vector<RoleFact> roles;
  if constexpr (std::is_same_v<Row, Entity>) roles = complete(row, reader, 0);
  if (is_held(row, reader)) return {};
  if constexpr (std::is_same_v<Row, model::Payment>)
    if (!reader.names_unknown() && is_seen(row, table, reader.key(i), known)) return {};

  if (auto problem = names_refused(reader, table); !problem.empty()) return problem;

  reader.add_references(builder_, row);
  const auto edit = builder_.add(std::move(row));
  const auto id = builder_.id_at<Row>(edit);
  if (const auto key = reader.key(i); !key.empty()) known.set(key, {id, edit, file_of(table)});
  if constexpr (std::is_same_v<Row, Entity>) add_roles(roles, {id}, table.row_numbers[i]);
  return {};
}

// Whether the case has the payment from the same or another exhibit; from another, it cites this one from now on as well.
bool Resolver::is_seen(const model::Payment& row, const DraftTable& table, std::string_view key, KnownRows& known) {
  if (!seen_) seen_.emplace(builder_.before(), usual_exhibit_);
  const auto sighting = seen_->find(row);
  if (sighting.seen == SeenPayments::Seen::No) return false;
  Known fresh{sighting.payment.value, kNowhere, kNowhere};
  const auto& has = *builder_.before().payments().find(sighting.payment);
  auto* one = has.key.empty() ? nullptr : known.find(has.key);
  if (!one) one = &fresh;
  if (sighting.seen == SeenPayments::Seen::Elsewhere) {
    builder_.change(*one, with_sighting(builder_.row<model::Payment>(*one), row));
    ++seen_elsewhere_;
  }
  if (!key.empty()) known.set(key, {one->id, one->edit, file_of(table)});
  return true;
}

// Another tool's ids hold within its file: where the case has somebody else under one of them, a tie or payment of that file must
// not become his.
template <class Row>
std::string Resolver::names_refused(const RowReader<Row>& reader, const DraftTable& table) const {
  if (refused_.empty() || table.words != Words::Foreign) return {};
  const auto key = reader.named([&](std::string_view named) { return refused_.contains({table.file, std::string(named)}); });
  if (key.empty()) return {};
  return fmt::format("names {}, whose row in this file was rejected because the case has somebody else under that id", in_quotes(key));
}

template <class Row>
std::string Resolver::meet(RowReader<Row>& reader, const DraftTable& table, std::size_t i, Known& known) {
  if (known.file == file_of(table)) return fmt::format("id {} stands twice in this file", in_quotes(reader.key(i)));
  const Row has = builder_.row<Row>(known);
  if constexpr (std::is_same_v<Row, Entity>)
    if (has.key != reader.key(i))
      return fmt::format("id {} was merged into another entity of the case; change that one, or split the two first", in_quotes(reader.key(i)));
  Row says = has;
  if constexpr (std::is_same_v<Row, Exhibit>) says.declared = true;
  if (auto problem = read(reader, i, says); !problem.empty()) return problem;
  keep_standing(has, says);
  if constexpr (std::is_same_v<Row, Entity>) left_sealed_ += keep_sealed(has, says, builder_.before().case_id);
  std::vector<RoleFact> roles;
  if constexpr (std::is_same_v<Row, Entity>) roles = complete(says, reader, has.pseudonym);

  if constexpr (std::is_same_v<Row, Setting>) {
    if (!has.value.empty() && has.value != says.value) {
      result_.remarks.push_back(fmt::format("The case keeps its {} {}; the file says {}.", has.key, in_quotes(has.value), in_quotes(says.value)));
      says = has;
    }
  } else if (const auto column = contradicted_column(has, says); !column.empty()) {
    if constexpr (std::is_same_v<Row, Entity>)
      if (table.words == Words::Foreign) refused_.emplace(table.file, reader.key(i));
    return fmt::format("id {} is already in the case with another {}", in_quotes(reader.key(i)), column);
  }
  reader.add_references(builder_, says);
  if (says != has) builder_.change(known, says);
  known.file = file_of(table);
  if constexpr (std::is_same_v<Row, Entity>) add_roles(roles, has.id, table.row_numbers[i]);
  return {};
}

template <class Row>
std::string Resolver::meet_mention(RowReader<Row>& reader, const DraftTable& table, std::size_t i, Known& known) {
  const Row has = builder_.row<Row>(known);
  Row says{};
  says.id = has.id;
  if (auto problem = read(reader, i, says); !problem.empty()) return problem;
  std::vector<RoleFact> roles;
  if constexpr (std::is_same_v<Row, Entity>) {
    if (!has.sealed.empty()) return ++left_sealed_, std::string();
    roles = complete(says, reader, has.pseudonym);
    keep_standing(has, says);
  }
  reader.add_references(builder_, says);
  kept_against_mentions_ += yield_as_mention(has, says);
  if (says != has) builder_.change(known, says);
  if constexpr (std::is_same_v<Row, Entity>) add_roles(roles, has.id, table.row_numbers[i]);
  return {};
}

// What the case-table fields do not say of an entity: its roles in a node table, and a pseudonym that is still free.
std::vector<RoleFact> Resolver::complete(Entity& entity, const RowReader<Entity>& reader, int own_pseudonym) {
  if (entity.pseudonym != own_pseudonym && !pseudonyms_.insert(entity.pseudonym).second) {
    result_.remarks.push_back(fmt::format("Pseudonym V-{:02} is taken; another one was given.", entity.pseudonym));
    entity.pseudonym = own_pseudonym;
  }
  return read_roles(reader.cell(role_column_), entity);
}

void Resolver::add_roles(std::vector<RoleFact>& roles, model::EntityId entity, std::uint64_t row) {
  if (roles.empty()) return;
  if (held_roles_.empty())
    for (const auto& role : builder_.before().roles()) held_roles_.emplace(role.entity.value, role.role, role.label);
  for (auto& role : roles) {
    role.entity = entity;
    if (usual_exhibit_) role.citations.push_back({usual_exhibit_, "row " + std::to_string(row)});
    if (held_roles_.emplace(entity.value, role.role, role.label).second) builder_.add(std::move(role));
  }
}

void Resolver::add_remarks() {
  const auto said = [&](const std::vector<std::string>& keys, const char* one, const char* many, const char* as) {
    if (!keys.empty())
      result_.remarks.push_back(fmt::format("{} {} named but not declared and {} added as {}: {}.", keys.size(),
                                            keys.size() == 1 ? one : many, keys.size() == 1 ? "was" : "were", as, list_of(keys)));
  };
  said(builder_.undeclared_entities, "entity was", "entities were", "unknown");
  said(builder_.undeclared_exhibits, "exhibit was", "exhibits were", "undeclared, which supports nothing until described");
  if (kept_against_mentions_ > 0)
    result_.remarks.push_back(fmt::format("{} times a file mentions something otherwise than it is known already (kind, country, ...); what "
                                          "was known was kept, other names became aliases.", kept_against_mentions_));
  if (seen_elsewhere_ > 0)
    result_.remarks.push_back(fmt::format("{} {} in the case already from another exhibit (same day, payer, payee and amount); {} cited, "
                                          "no money was added.", seen_elsewhere_, seen_elsewhere_ == 1 ? "payment is" : "payments are",
                                          seen_elsewhere_ == 1 ? "both exhibits are" : "both exhibits of each are"));
  if (left_sealed_ > 0)
    result_.remarks.push_back(fmt::format("The identities of {} protected {} are sealed in the case already; they were left "
                                          "as they are.", left_sealed_, left_sealed_ == 1 ? "entity" : "entities"));
  if (const auto telling = count_telling_ids(builder_.batch()); telling > 0)
    result_.remarks.push_back(fmt::format("{} protected {} an id that contains a part of the name; ids are shown everywhere, "
                                          "so give neutral ones.", telling, telling == 1 ? "entity has" : "entities have"));
}

std::string Resolver::label() const {
  if (draft_.files.size() == 1) return "Import " + file_name(draft_.files[0].path);
  return fmt::format("Import {} files", draft_.files.size());
}

Resolution Resolver::run() {
  result_.remarks = draft_.remarks;
  start_reports();
  resolve_tables<Setting>();
  resolve_tables<Exhibit>();
  declare_usual_exhibit();
  std::apply([&]<class... Row>(const model::Table<Row>&...) {
    const auto unless_done = [&]<class One>() {
      if constexpr (!std::is_same_v<One, Setting> && !std::is_same_v<One, Exhibit>) resolve_tables<One>();
    };
    (unless_done.template operator()<Row>(), ...);
  }, builder_.before().tables);
  add_remarks();
  give_pseudonyms(builder_);
  finish_reports();
  result_.batch = std::move(builder_.batch());
  result_.batch.label = label();
  return std::move(result_);
}

} // namespace

Resolution resolve(const model::CaseSnapshot& snapshot, const Draft& draft, const ImportOptions& options) {
  return Resolver(snapshot, draft, nullptr, options).run();
}

Resolution resolve(const model::CaseSnapshot& snapshot, Draft&& draft, const ImportOptions& options) {
  return Resolver(snapshot, draft, &draft, options).run();
}

} // namespace cuibono::ingest
