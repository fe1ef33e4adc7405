#include "law/elements.h"

#include <algorithm>
#include <fmt/core.h>
#include <map>
#include <set>

#include "base/text.h"
#include "law/assertions.h"
#include "model/attributes.h"

namespace cuibono::law {
namespace {

using model::CaseSnapshot;
using model::Polarity;
using PairKey = std::pair<EntityId, EntityId>; // accused, victim

constexpr std::array kParts{Part::Act, Part::Means, Part::Purpose};

struct Draft {
  std::array<std::map<std::string, Weighing>, 3> codes;
  std::array<Origin, 3> origins{};
  bool has_rows = false;
};

std::string code_of(const std::string& text) {
  auto code = base::to_lower(base::trim(text));
  std::ranges::replace(code, ' ', '_');
  return code.empty() ? "not_stated" : code;
}

class Drafts {
 public:
  Drafts(const CaseSnapshot& snapshot, std::vector<std::string>& remarks) : snapshot_(snapshot), remarks_(remarks) {}

  void read_rows() {
    std::set<std::string> strange_parts, strange_codes, strange_findings;
    for (const auto& row : snapshot_.of<model::Element>()) {
      const auto part = base::from_name<Part>(base::to_lower(base::trim(row.element)));
      if (!part) {
        strange_parts.insert(row.element);
        continue;
      }
      auto& draft = drafts_[{row.accused, row.victim}];
      draft.has_rows = true;
      auto code = code_of(row.code);
      if (!std::ranges::count(protocol_codes(*part), code)) {
        if (!base::trim(row.code).empty()) code = base::trim(row.code); // as it came: it may hold a name, which masking knows
        strange_codes.insert(code);
      }
      if (!weigh(draft.codes[static_cast<std::size_t>(*part)][code], snapshot_, row.finding, row.citations)) strange_findings.insert(row.finding);
    }
    say(strange_parts, "are not act, means or purpose: the rows are in no cell");
    say(strange_codes, "are not codes of the Protocol: kept as they came");
    say(strange_findings, "are not findings: taken as alleged");
  }

  void read_ties(const model::Jurisdiction& jurisdiction) {
    std::set<std::pair<PairKey, Part>> stated;
    for (const auto& [key, draft] : drafts_)
      for (const auto part : kParts)
        if (!draft.codes[static_cast<std::size_t>(part)].empty()) stated.insert({key, part});
    for (const auto& reading : law::read_ties(snapshot_, jurisdiction, remarks_)) {
      const PairKey key{reading.accused, reading.victim};
      if (stated.contains({key, reading.part})) continue;
      auto& draft = drafts_[key];
      draft.origins[static_cast<std::size_t>(reading.part)] = Origin::Ties;
      auto& weighing = draft.codes[static_cast<std::size_t>(reading.part)][reading.code];
      weighing.claim(snapshot_, reading.tie->citations, reading.tie->polarity, !reading.tie->assessment);
      if (!reading.ledger.empty()) weighing.claim(snapshot_, reading.ledger, Polarity::Supports, false);
    }
  }

  const std::map<PairKey, Draft>& all() const { return drafts_; }

 private:
  void say(const std::set<std::string>& words, const char* what) {
    if (words.empty()) return;
    std::vector<std::string> named;
    for (const auto& word : words)
      if (named.size() < 5) named.push_back("\"" + word + "\"");
    const auto more = words.size() - named.size();
    remarks_.push_back(fmt::format("{}{} {}", base::join(named, ", "), more ? fmt::format(" and {} more", more) : "", what));
  }

  const CaseSnapshot& snapshot_;
  std::vector<std::string>& remarks_;
  std::map<PairKey, Draft> drafts_;
};

// The earliest dates of acts against each victim, by anybody and by each accused.
class ActDates {
 public:
  explicit ActDates(const CaseSnapshot& snapshot) : window_(base::parse_date(model::setting(snapshot, "window_from")).value_or(Date{})) {
    for (const auto& tie : snapshot.ties())
      if (is_act(tie.type)) put(by_pair_[{tie.source, tie.target}], tie.from), put(by_anybody_[tie.target], tie.from);
    for (const auto& row : snapshot.of<model::Element>()) {
      const auto date = base::parse_date(model::attribute(row.attributes, "date"));
      if (date && base::to_lower(row.element) == "act") put(by_pair_[{row.accused, row.victim}], *date), put(by_anybody_[row.victim], *date);
    }
    for (const auto& row : snapshot.of<model::Wage>()) put(by_work_[row.victim], row.month);
  }

  AgeReading when(EntityId accused, EntityId victim) const {
    if (const auto found = by_pair_.find({accused, victim}); found != by_pair_.end() && found->second.known())
      return {Age::Unknown, found->second, "the first dated act of this accused"};
    if (const auto date = of(by_anybody_, victim); date.known()) return {Age::Unknown, date, "the first dated act of anybody"};
    if (const auto date = of(by_work_, victim); date.known()) return {Age::Unknown, date, "the first month of work"};
    return {Age::Unknown, window_, window_.known() ? "the start of the case's window" : ""};
  }

 private:
  static bool is_act(model::TieType type) {
    using enum model::TieType;
    return type == Recruits || type == Transports || type == HandsOver || type == Harbours || type == Employs;
  }
  static void put(Date& into, Date date) {
    if (date.known() && (!into.known() || first_day(date) < first_day(into))) into = date;
  }
  static Date of(const std::map<EntityId, Date>& dates, EntityId victim) {
    const auto found = dates.find(victim);
    return found == dates.end() ? Date{} : found->second;
  }

  Date window_;
  std::map<PairKey, Date> by_pair_;
  std::map<EntityId, Date> by_anybody_, by_work_;
};

Cell make_cell(const CaseSnapshot& snapshot, const std::map<std::string, Weighing>& codes, Origin origin) {
  Cell cell;
  for (const auto& [code, weighing] : codes) {
    CodeFinding one{code, weighing.finding(), origin, weighing.supporting(), weighing.against(), lineages(snapshot, weighing.supporting())};
    cell.finding = std::max(cell.finding, one.finding);
    cell.codes.push_back(std::move(one));
  }
  return cell;
}

Pair make_pair(const CaseSnapshot& snapshot, const PairKey& key, const Draft& draft, const ActDates& dates, int adult_age) {
  Pair pair{.accused = key.first, .victim = key.second};
  pair.from_ties_only = !draft.has_rows;
  for (std::size_t i = 0; i < kParts.size(); ++i) pair.cells[i] = make_cell(snapshot, draft.codes[i], draft.origins[i]);
  pair.age = dates.when(key.first, key.second);
  if (const auto* victim = snapshot.entities().find(key.second)) pair.age.age = age_on(victim->birth_date, pair.age.on, adult_age);
  for (const auto part : kParts) {
    if (pair.cell(part).finding == Finding::Supported) continue;
    pair.open_if_adult.push_back(part);
    if (part != Part::Means) pair.open_if_child.push_back(part);
  }
  return pair;
}

const char* what_to_look_for(Part part) {
  switch (part) {
    case Part::Act: return "who recruited, moved, handed over, housed or received the victim: statements, travel and phone records, leases, bookings, payments for them";
    case Part::Means: return "how consent was obtained or overcome: the offer as it was made, messages, documents withheld, debts, threats, who was in control";
    case Part::Purpose: return "what the victim was to be exploited for, and what this person knew of it: hours, pay, deductions, complaints received, a share in the proceeds";
  }
  return "";
}

std::string what_to_obtain(Part part, const Cell& cell) {
  switch (cell.finding) {
    case Finding::NoEvidence: return what_to_look_for(part);
    case Finding::Alleged: return fmt::format("an exhibit that shows, or refutes, what is alleged; {}", what_to_look_for(part));
    case Finding::Contradicted: return "a further source, of another lineage than both sides, that settles the contradiction";
    case Finding::Supported: return "an assessment of what the ties show, and a row for it in the table of elements";
  }
  return "";
}

bool rests_on_ties(const Cell& cell) { return !cell.codes.empty() && cell.codes.front().origin == Origin::Ties; }

void add_gaps(std::vector<Gap>& gaps, const Pair& pair) {
  if (pair.from_ties_only) {
    gaps.push_back({pair.accused, pair.victim, "all", "an assessment of whether these ties are elements at all, or lawful conduct; rows for what they are"});
    return;
  }
  for (const auto part : kParts) {
    const auto& cell = pair.cell(part);
    if (part == Part::Means && !pair.needs_means()) continue;
    if (cell.finding != Finding::Supported || rests_on_ties(cell))
      gaps.push_back({pair.accused, pair.victim, std::string(base::name_of(part)), what_to_obtain(part, cell)});
  }
  if (pair.age.age == Age::Unknown && pair.victim && pair.cell(Part::Means).finding != Finding::Supported)
    gaps.push_back({pair.accused, pair.victim, "age", "the victim's date of birth and the date of the act: under age no means need be shown"});
}

} // namespace

const std::vector<std::string>& protocol_codes(Part part) {
  static const std::array<std::vector<std::string>, 3> codes{
      {{"recruitment", "transportation", "transfer", "harbouring", "receipt"},
       {"threat_or_force", "other_coercion", "abduction", "fraud", "deception", "abuse_of_power", "abuse_of_vulnerability", "payments_to_controller"},
       {"prostitution_of_others", "other_sexual_exploitation", "forced_labour", "slavery", "similar_practices", "servitude", "organ_removal"}}};
  return codes[static_cast<std::size_t>(part)];
}

Age age_on(Date birth, Date on, int adult_age) {
  if (!birth.known() || !on.known()) return Age::Unknown;
  const auto years = [](Date born, Date day) {
    const bool had_birthday = std::pair(day.month, day.day) >= std::pair(born.month, born.day);
    return day.year - born.year - (had_birthday ? 0 : 1);
  };
  if (last_day(on) < first_day(birth)) return Age::Unknown; // one of the two is wrong
  if (years(last_day(birth), first_day(on)) >= adult_age) return Age::Adult;
  return years(first_day(birth), last_day(on)) < adult_age ? Age::Child : Age::Unknown;
}

namespace {

// A birth date in the vault gives no age until protected names are revealed.
void say_what_is_sealed(Matrix& matrix, const CaseSnapshot& snapshot) {
  std::set<EntityId> sealed;
  for (const auto& pair : matrix.pairs) {
    const auto* victim = snapshot.entities().find(pair.victim);
    if (victim && !victim->sealed.empty() && !victim->birth_date.known()) sealed.insert(pair.victim);
  }
  if (!sealed.empty())
    matrix.remarks.push_back(fmt::format("the identity of {} victims is sealed: if a date of birth is among it, their age is read only where names are revealed", sealed.size()));
}

} // namespace

Matrix elements(const CaseSnapshot& snapshot, const model::Jurisdiction& jurisdiction) {
  Matrix matrix;
  Drafts drafts(snapshot, matrix.remarks);
  drafts.read_rows();
  drafts.read_ties(jurisdiction);
  const ActDates dates(snapshot);
  for (const auto& [key, draft] : drafts.all()) {
    matrix.pairs.push_back(make_pair(snapshot, key, draft, dates, jurisdiction.adult_age));
    add_gaps(matrix.gaps, matrix.pairs.back());
  }
  say_what_is_sealed(matrix, snapshot);
  return matrix;
}

} // namespace cuibono::law
