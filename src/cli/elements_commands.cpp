#include <fmt/core.h>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>

#include "app/demo.h"
#include "app/jurisdictions.h"
#include "app/masking.h"
#include "app/vocabularies.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/output.h"
#include "law/charges.h"
#include "law/elements.h"
#include "law/indicators.h"

namespace cuibono::cli {
namespace {

using law::Finding;
using law::Part;

constexpr std::array kParts{Part::Act, Part::Means, Part::Purpose};
constexpr const char* kConsent = "consent is irrelevant: a means is supported, or the victim was under age (Palermo Protocol, Art. 3 (b) and (c))";
constexpr const char* kNoFinding = "Questions and evidence, not findings: nobody is called guilty or a victim here.";

struct ElementsOptions {
  Reading reading;
};

struct Assessed {
  OpenedCase opened;
  model::Jurisdiction jurisdiction;
  law::OperationalList list;
  law::Matrix matrix;
  std::vector<law::VictimIndicators> indicators;
  std::vector<law::AccusedCharges> charges;
  std::vector<law::DualStatus> dual;
  app::Masking masked;

  const model::CaseSnapshot& snapshot() const { return *opened.snapshot; }
  std::string name(model::EntityId id) const { return id ? opened.names.shown(id) : "no named person"; }
  Json id(model::EntityId entity) const { return entity ? Json(printed_key(opened, entity)) : Json(nullptr); }
};

base::Result<Assessed> assess(const Reading& reading) {
  auto opened = open_case(reading);
  if (!opened) return tl::unexpected(opened.error());
  auto jurisdiction = app::jurisdiction_of(*opened->snapshot, app::data_folder());
  if (!jurisdiction) return tl::unexpected(jurisdiction.error());
  auto list = app::operational_list(app::data_folder());
  if (!list) return tl::unexpected(list.error());
  const auto& snapshot = *opened->snapshot;
  auto matrix = law::elements(snapshot, *jurisdiction);
  auto indicators = law::indicators(snapshot, *list);
  app::Masking masked(snapshot, opened->names);
  auto charges = law::charges(snapshot);
  auto dual = law::dual_status(snapshot);
  return Assessed{std::move(*opened), std::move(*jurisdiction), std::move(*list), std::move(matrix),
                  std::move(indicators), std::move(charges), std::move(dual), std::move(masked)};
}

bool consent_is_irrelevant(const law::Pair& pair) { return pair.age.age == law::Age::Child || pair.cell(Part::Means).finding == Finding::Supported; }

// Words of the sources: titles, codes and places may hold a name.
Json citations_json(const Assessed& all, const model::Citations& citations) {
  Json list = Json::array();
  for (const auto& citation : citations)
    list.push_back({{"exhibit", all.snapshot().exhibits().find(citation.exhibit)->key}, {"locator", all.masked(citation.locator)}});
  return list;
}

Json cell_json(const Assessed& all, const law::Cell& cell) {
  Json codes = Json::array();
  for (const auto& code : cell.codes) {
    Json one{{"code", all.masked(code.code)}, {"finding", base::name_of(code.finding)}};
    one["from"] = code.origin == law::Origin::Rows ? "rows" : "ties, to be assessed";
    one["lineages"] = code.lineages;
    one["supporting"] = citations_json(all, code.supporting);
    one["contradicting"] = citations_json(all, code.against);
    codes.push_back(std::move(one));
  }
  return {{"finding", base::name_of(cell.finding)}, {"codes", std::move(codes)}};
}

Json parts_json(const std::vector<Part>& parts) {
  Json list = Json::array();
  for (const auto part : parts) list.push_back(base::name_of(part));
  return list;
}

Json pair_json(const Assessed& all, const law::Pair& pair) {
  Json object{{"accused", all.id(pair.accused)}, {"accused_name", all.name(pair.accused)}, {"victim", all.id(pair.victim)}, {"victim_name", all.name(pair.victim)}};
  object["from_ties_only"] = pair.from_ties_only;
  for (const auto part : kParts) object[std::string(base::name_of(part))] = cell_json(all, pair.cell(part));
  object["means"]["needed"] = pair.age.age == law::Age::Child ? "no" : pair.age.age == law::Age::Adult ? "yes" : "if adult";
  object["age"] = {{"reading", base::name_of(pair.age.age)}, {"on", base::format_date(pair.age.on)}, {"date_from", pair.age.source}};
  object["open"] = Json::object();
  if (pair.age.age != law::Age::Child) object["open"]["if_adult"] = parts_json(pair.open_if_adult);
  if (pair.age.age != law::Age::Adult) object["open"]["if_child"] = parts_json(pair.open_if_child);
  object["consent"] = consent_is_irrelevant(pair) ? Json(kConsent) : Json(nullptr);
  return object;
}

Json finding_json(const Assessed& all, const law::IndicatorFinding& one) {
  Json strengths = Json::array();
  for (const auto& strength : one.strengths) strengths.push_back(all.masked(strength));
  return {{"indicator", all.masked(one.name)},
          {"finding", base::name_of(one.finding)},
          {"strengths_stated", std::move(strengths)},
          {"lineages", one.lineages},
          {"supporting", citations_json(all, one.supporting)},
          {"contradicting", citations_json(all, one.against)}};
}

std::vector<std::string> masked_list(const Assessed& all, const std::vector<std::string>& texts) {
  std::vector<std::string> list;
  for (const auto& text : texts) list.push_back(all.masked(text));
  return list;
}

Json indicators_json(const Assessed& all, const law::VictimIndicators& one) {
  Json eleven = Json::array(), others = Json::array(), dimensions = Json::array();
  for (const auto& finding : one.eleven) eleven.push_back(finding_json(all, finding));
  for (const auto& finding : one.others) others.push_back(finding_json(all, finding));
  for (const auto& dimension : one.dimensions)
    dimensions.push_back({{"dimension", dimension.id}, {"title", dimension.title}, {"strong", dimension.tally.strong},
                          {"medium", dimension.tally.medium}, {"weak", dimension.tally.weak}, {"positive", dimension.positive},
                          {"counted", masked_list(all, dimension.counted)}, {"not_counted", masked_list(all, dimension.not_counted)}});
  return {{"victim", all.id(one.victim)}, {"victim_name", all.name(one.victim)}, {"establishment", all.id(one.establishment)},
          {"ilo_eleven", std::move(eleven)}, {"others", std::move(others)}, {"operational", std::move(dimensions)},
          {"remarks", masked_list(all, one.remarks)}};
}

Json fact_json(const Assessed& all, const law::PromptFact& fact) {
  Json whom = Json::array();
  for (const auto id : fact.of_whom) whom.push_back(all.id(id));
  return {{"fact", all.masked(fact.what)}, {"of", std::move(whom)}, {"exhibits", exhibit_keys(all.snapshot(), fact.exhibits.supporting)},
          {"contradicted_by", exhibit_keys(all.snapshot(), fact.exhibits.against)}};
}

Json facts_json(const Assessed& all, const std::vector<law::PromptFact>& facts) {
  Json list = Json::array();
  for (const auto& fact : facts) list.push_back(fact_json(all, fact));
  return list;
}

Json charges_json(const Assessed& all, const law::AccusedCharges& one) {
  Json list = Json::array(), related = Json::array();
  for (const auto id : one.charges) {
    const auto& charge = *all.snapshot().of<model::Charge>().find(id);
    const auto sides = law::sides(all.snapshot(), charge.citations);
    list.push_back({{"offence", all.masked(charge.offence)}, {"status", all.masked(charge.status)}, {"date", base::format_date(charge.date)},
                    {"sentence_months", charge.sentence_months ? Json(*charge.sentence_months) : Json(nullptr)},
                    {"exhibits", exhibit_keys(all.snapshot(), sides.supporting)}});
  }
  for (const auto& prompt : one.related) related.push_back({{"look_at", prompt.offence}, {"facts", facts_json(all, prompt.facts)}});
  return {{"person", all.id(one.person)}, {"name", all.name(one.person)}, {"charges", std::move(list)}, {"related", std::move(related)}};
}

Json document_of(const Assessed& all) {
  Json document{{"note", kNoFinding}, {"jurisdiction", {{"id", all.jurisdiction.id}, {"name", all.jurisdiction.name}, {"adult_age", all.jurisdiction.adult_age}}}};
  for (const char* member : {"matrix", "gaps", "indicators", "charges", "non_punishment_review"}) document[member] = Json::array();
  for (const auto& pair : all.matrix.pairs) document["matrix"].push_back(pair_json(all, pair));
  for (const auto& gap : all.matrix.gaps)
    document["gaps"].push_back({{"accused", all.id(gap.accused)}, {"victim", all.id(gap.victim)}, {"element", gap.element}, {"obtain", gap.obtain}});
  document["operational_list"] = {{"name", all.list.name}, {"source", all.list.source}};
  for (const auto& one : all.indicators) document["indicators"].push_back(indicators_json(all, one));
  for (const auto& one : all.charges) document["charges"].push_back(charges_json(all, one));
  for (const auto& one : all.dual)
    document["non_punishment_review"].push_back({{"person", all.id(one.person)}, {"name", all.name(one.person)},
                                                 {"as_victim", facts_json(all, one.as_victim)}, {"as_accused", facts_json(all, one.as_accused)}});
  document["remarks"] = masked_list(all, all.matrix.remarks);
  return document;
}

// "supported (harbouring: E01, E08)", with both sides where there are two.
std::string cell_text(const Assessed& all, const law::Cell& cell) {
  std::vector<std::string> codes;
  for (const auto& code : cell.codes) {
    std::set<std::string> supporting, against;
    for (const auto& citation : code.supporting) supporting.insert(all.snapshot().exhibits().find(citation.exhibit)->key);
    for (const auto& citation : code.against) against.insert(all.snapshot().exhibits().find(citation.exhibit)->key);
    std::string text = all.masked(code.code);
    if (cell.codes.size() > 1 && code.finding != cell.finding) text += " " + std::string(base::name_of(code.finding));
    if (code.origin == law::Origin::Ties) text += " from ties";
    if (!supporting.empty()) text += " " + base::join({supporting.begin(), supporting.end()}, " ");
    if (!against.empty()) text += " against " + base::join({against.begin(), against.end()}, " ");
    codes.push_back(std::move(text));
  }
  return std::string(base::name_of(cell.finding)) + (codes.empty() ? "" : " (" + base::join(codes, "; ") + ")");
}

TextTable matrix_table(const Assessed& all) {
  TextTable table{{{"accused"}, {"victim"}, {"age"}, {"act"}, {"means"}, {"purpose"}}, {}};
  for (const auto& pair : all.matrix.pairs) {
    auto means = cell_text(all, pair.cell(Part::Means));
    if (!pair.needs_means()) means = "not needed" + (pair.cell(Part::Means).codes.empty() ? std::string() : ": " + means);
    else if (pair.age.age == law::Age::Unknown) means += ", needed if adult";
    table.rows.push_back({all.name(pair.accused), all.name(pair.victim), std::string(base::name_of(pair.age.age)), cell_text(all, pair.cell(Part::Act)),
                          means, cell_text(all, pair.cell(Part::Purpose))});
  }
  return table;
}

// "V-01, V-02, V-03 and 9 more"
std::string few(const Assessed& all, const std::vector<model::EntityId>& people) {
  constexpr std::size_t kNamed = 3;
  std::vector<std::string> named;
  for (const auto id : people)
    if (named.size() < kNamed) named.push_back(all.name(id));
  return base::join(named, ", ") + (people.size() > named.size() ? fmt::format(" and {} more", people.size() - named.size()) : "");
}

void print_gaps(std::ostream& out, const Assessed& all) {
  std::map<std::tuple<model::EntityId, std::string, std::string>, std::vector<model::EntityId>> grouped;
  for (const auto& gap : all.matrix.gaps) grouped[{gap.accused, gap.element, gap.obtain}].push_back(gap.victim);
  if (!grouped.empty()) out << "\nTo obtain:\n";
  for (const auto& [key, victims] : grouped)
    out << fmt::format("  {}, {}, {}: {}.\n", all.name(std::get<0>(key)), std::get<1>(key), few(all, victims), std::get<2>(key));
}

void print_indicators(std::ostream& out, const Assessed& all) {
  if (!all.indicators.empty()) out << "\nIndicators of forced labour (ILO), and dimensions of the operational list that they make positive:\n";
  std::set<std::string> remarks;
  for (const auto& one : all.indicators) {
    std::vector<std::string> found, positive;
    for (const auto& finding : one.eleven) found.push_back(fmt::format("{} {}", finding.name, base::name_of(finding.finding)));
    for (const auto& finding : one.others) found.push_back(fmt::format("{} {}", all.masked(finding.name), base::name_of(finding.finding)));
    for (const auto& dimension : one.dimensions)
      if (dimension.positive)
        positive.push_back(fmt::format("{} ({} strong, {} medium, {} weak)", dimension.title, dimension.tally.strong, dimension.tally.medium, dimension.tally.weak));
    out << fmt::format("  {} at {}: {}. {}.\n", all.name(one.victim), one.establishment ? all.name(one.establishment) : "no named place", base::join(found, ", "),
                       positive.empty() ? "No dimension is positive" : "Positive: " + base::join(positive, ", "));
    remarks.insert(one.remarks.begin(), one.remarks.end());
  }
  for (const auto& remark : remarks) out << "  Note: " << all.masked(remark) << ".\n";
}

void print_facts(std::ostream& out, const Assessed& all, const std::vector<law::PromptFact>& facts) {
  for (const auto& fact : facts) {
    std::vector<std::string> keys = exhibit_keys(all.snapshot(), fact.exhibits.supporting);
    out << fmt::format("    {}{} [{}]\n", all.masked(fact.what), fact.of_whom.empty() ? "" : " " + few(all, fact.of_whom), keys.empty() ? "no exhibit" : base::join(keys, ", "));
  }
}

void print_charges(std::ostream& out, const Assessed& all) {
  if (!all.charges.empty()) out << "\nCharges, and what the facts suggest looking at:\n";
  for (const auto& one : all.charges) {
    out << "  " << all.name(one.person) << (one.charges.empty() ? ": not charged\n" : "\n");
    for (const auto id : one.charges) {
      const auto& charge = *all.snapshot().of<model::Charge>().find(id);
      out << fmt::format("    {}: {}{}\n", all.masked(charge.offence), charge.status.empty() ? "no status" : all.masked(charge.status),
                         charge.sentence_months ? fmt::format(", {:.4g} months", *charge.sentence_months) : "");
    }
    for (const auto& prompt : one.related) {
      out << "   Look at: " << prompt.offence << '\n';
      print_facts(out, all, prompt.facts);
    }
  }
  if (!all.dual.empty()) out << "\nNon-punishment review (victim and accused at once; was it done under compulsion?):\n";
  for (const auto& one : all.dual) {
    out << "  " << all.name(one.person) << '\n';
    print_facts(out, all, one.as_victim);
    print_facts(out, all, one.as_accused);
  }
}

void print_assessment(std::ostream& out, const Assessed& all) {
  const auto title = model::setting(all.snapshot(), "title");
  out << fmt::format("{}: elements of trafficking in persons; adult from {} ({})\n{}\n\n", title.empty() ? "Untitled case" : all.masked(title),
                     all.jurisdiction.adult_age, all.jurisdiction.name, kNoFinding);
  print_table(out, matrix_table(all));
  print_gaps(out, all);
  print_indicators(out, all);
  print_charges(out, all);
  for (const auto& remark : all.matrix.remarks) out << "Note: " << all.masked(remark) << ".\n";
}

Outcome elements(const ElementsOptions& options, const Environment& environment) {
  const auto all = assess(options.reading);
  if (!all) return tl::unexpected(all.error());
  if (options.reading.json) print_json(environment.out, document_of(*all));
  else if (options.reading.csv) print_csv(environment.out, matrix_table(*all));
  else print_assessment(environment.out, *all);
  return 0;
}

} // namespace

void add_elements_commands(Program& program) {
  auto matrix = add_report<ElementsOptions>(program, "elements", "Act, means and purpose per accused and victim, with gaps; indicators; charges", elements);
  add_reading(matrix.app, matrix.options->reading);
  add_csv(matrix.app, matrix.options->reading);
}

} // namespace cuibono::cli
