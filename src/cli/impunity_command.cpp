#include <fmt/core.h>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/impunity_words.h"
#include "app/masking.h"
#include "base/text.h"
#include "benefit/impunity.h"
#include "cli/command.h"
#include "cli/output.h"

namespace cuibono::cli {
namespace {

struct Options {
  Reading reading;
  std::string basis; ///< empty: as the case says
  int draws = 2000;
  std::uint64_t seed = 1;
};

struct Found {
  OpenedCase opened;
  benefit::Impunity impunity;
  std::string basis;
  app::ImpunityWords words;
};

base::Result<Found> find(const Options& options) {
  auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  const auto& snapshot = *opened->whole; // mentions are counted by their places; what comes out is numbers
  benefit::Options how{.draws = 0, .seed = options.seed, .sensitivity = false};
  how.basis = options.basis.empty()    ? benefit::default_basis(snapshot)
              : options.basis == "net" ? benefit::Basis::Net
                                       : benefit::Basis::Gross;
  base::Progress progress;
  const auto report = benefit::who_benefits(snapshot, how, progress);
  if (!report) return tl::unexpected(report.error());
  auto found = benefit::impunity(snapshot, *report, {.draws = options.draws, .seed = options.seed}, progress);
  if (!found) return tl::unexpected(found.error());
  app::ImpunityWords words(opened->snapshot, opened->names);
  return Found{std::move(*opened), std::move(*found), how.basis == benefit::Basis::Net ? "net" : "gross",
               std::move(words)};
}

Json number_or_null(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json charged_json(const Found& found) {
  const auto& snapshot = *found.opened.snapshot;
  Json list = Json::array();
  for (const auto& who : found.impunity.charged)
    list.push_back({{"id", printed_key(found.opened, who.id)},
                    {"name", found.opened.names.shown(who.id)},
                    {"status", who.convicted ? "convicted" : "charged"},
                    {"sentence_months", who.months},
                    {"sentence_share", who.sentence_share},
                    {"share", number_or_null(who.share)},
                    {"share_p95", number_or_null(who.share_p95)},
                    {"control", number_or_null(who.control)},
                    {"no_review_because", who.unmet},
                    {"exhibits", exhibit_keys(snapshot, who.exhibits)}});
  return list;
}

Json lines_json(const Found& found, const std::vector<app::FindingLine>& lines) {
  const auto& snapshot = *found.opened.snapshot;
  Json list = Json::array();
  for (const auto& line : lines)
    list.push_back({{"text", line.text},
                    {"entity", line.entity ? Json(printed_key(found.opened, line.entity)) : Json(nullptr)},
                    {"supported", line.supported},
                    {"exhibits", exhibit_keys(snapshot, line.exhibits)}});
  return list;
}

Json review_json(const Found& found) {
  Json list = Json::array();
  for (const auto& review : found.impunity.reviews) {
    const auto lines = found.words.of(review);
    Json reasons = Json::array(), superiors = Json::array();
    for (const auto& line : lines) reasons.push_back(line.text + found.words.cited(line.exhibits));
    for (const auto& superior : review.superiors)
      superiors.push_back(
          {{"id", printed_key(found.opened, superior.id)}, {"share", superior.share}, {"supported", superior.supported}});
    list.push_back({{"person", printed_key(found.opened, review.person)},
                    {"name", found.opened.names.shown(review.person)},
                    {"kind", app::ImpunityWords::title(review.kind)},
                    {"reasons", std::move(reasons)},
                    {"facts", lines_json(found, lines)},
                    {"superiors", std::move(superiors)}});
  }
  return list;
}

Json visibility_json(const Found& found) {
  const auto& snapshot = *found.opened.snapshot;
  const auto& seen = found.impunity.visibility;
  Json people = Json::array();
  for (const auto& person : seen.people)
    people.push_back({{"id", printed_key(found.opened, person.id)},
                      {"name", found.opened.names.shown(person.id)},
                      {"mentions", person.mentions},
                      {"share", person.share},
                      {"charged", person.charged},
                      {"exhibits", exhibit_keys(snapshot, person.exhibits)}});
  return {
      {"n", seen.people.size()},
      {"victim_lineages", seen.lineages},
      {"charged_with_mentions", number_or_null(seen.charged_with_mentions)},
      {"p_mentions", seen.p_mentions},
      {"charged_with_share", number_or_null(seen.charged_with_share)},
      {"p_share", seen.p_share},
      {"explained_by_visibility", seen.explained_by_visibility ? Json(*seen.explained_by_visibility) : Json(nullptr)},
      {"no_label_because", text_or_null(seen.no_label_because)},
      {"people", std::move(people)}};
}

Json pattern_json(const Found& found, const benefit::Pattern& pattern) {
  const auto& snapshot = *found.opened.snapshot;
  Json object{{"total", pattern.total}, {"near", pattern.near}, {"inspections_with_one", pattern.inspections}};
  object["expected"] = pattern.test ? Json(pattern.test->expected) : Json(nullptr);
  object["p"] = pattern.test ? Json(pattern.test->p) : Json(nullptr);
  object["p_holm"] = pattern.test ? Json(pattern.p_holm) : Json(nullptr);
  object["permutations"] = pattern.test ? pattern.test->permutations : 0;
  object["no_test_because"] = text_or_null(pattern.no_test_because);
  object["exhibits"] = exhibit_keys(snapshot, pattern.exhibits);
  return object;
}

Json collusion_json(const Found& found) {
  Json officials = Json::array();
  for (const auto& official : found.impunity.collusion.officials) {
    auto payments = pattern_json(found, official.payments);
    payments["amount"] = json_amount(official.payments.amount);
    payments["amount_near"] = json_amount(official.payments.amount_near);
    officials.push_back({{"id", printed_key(found.opened, official.id)},
                         {"name", found.opened.names.shown(official.id)},
                         {"share", official.share},
                         {"inspections", official.inspections.size()},
                         {"calls", pattern_json(found, official.calls)},
                         {"payments", std::move(payments)},
                         {"facts", lines_json(found, found.words.of(official))}});
  }
  return {{"officials", std::move(officials)},
          {"tests", found.impunity.collusion.tests},
          {"method", text_or_null(found.words.method(found.impunity.collusion))},
          {"remarks", found.impunity.collusion.remarks}};
}

Json document(const Found& found) {
  const auto& result = found.impunity;
  const auto& index = result.index;
  Json document{{"index", number_or_null(index.value)}, {"coverage", result.coverage}};
  document["charged"] = charged_json(found);
  document["review"] = review_json(found);
  document["index_absent_because"] = text_or_null(index.none_because);
  document["index_least"] = index.value ? Json(index.least) : Json(nullptr);
  document["index_p05"] = number_or_null(index.p05);
  document["index_p95"] = number_or_null(index.p95);
  document["basis"] = found.basis;
  document["unattributed_share"] = result.unattributed_share;
  document["asset_gap"] = {{"gap", number_or_null(result.assets.gap)},
                           {"absent_because", text_or_null(result.assets.none_because)},
                           {"restrained", json_amount(result.assets.restrained)},
                           {"benefit", json_amount(result.assets.benefit)},
                           {"exhibits", exhibit_keys(*found.opened.snapshot, result.assets.exhibits)}};
  document["visibility"] = visibility_json(found);
  document["collusion"] = collusion_json(found);
  document["remarks"] = result.remarks;
  return document;
}

TextTable charged_table(const Found& found) {
  TextTable table{{{"months", Side::Right},
                   {"of all", Side::Right},
                   {"share", Side::Right},
                   {"up to", Side::Right},
                   {"control", Side::Right},
                   {"status"},
                   {"who"},
                   {"id"},
                   {"review"}},
                  {}};
  for (const auto& who : found.impunity.charged) {
    const auto shown = [](const std::optional<double>& value) { return value ? percent(*value) : std::string("-"); };
    table.rows.push_back({base::format_number(who.months), percent(who.sentence_share), shown(who.share),
                          shown(who.share_p95), who.control ? fmt::format("{:.2f}", *who.control) : "-",
                          who.convicted ? "convicted" : "charged", found.opened.names.shown(who.id),
                          printed_key(found.opened, who.id),
                          who.unmet.empty() ? "prompted" : "not prompted: " + base::join(who.unmet, "; ")});
  }
  return table;
}

TextTable visibility_table(const Found& found) {
  TextTable table{{{"named", Side::Right}, {"share", Side::Right}, {"charged"}, {"who"}, {"id"}}, {}};
  for (const auto& person : found.impunity.visibility.people)
    table.rows.push_back({std::to_string(person.mentions), percent(person.share), person.charged ? "yes" : "no",
                          found.opened.names.shown(person.id), printed_key(found.opened, person.id)});
  return table;
}

void print_index(std::ostream& out, const Found& found) {
  const auto& result = found.impunity;
  const auto& index = result.index;
  if (!index.value)
    out << fmt::format("Impunity index: none, {}.\n", index.none_because);
  else
    out << fmt::format("Impunity index: {:.4f} (0: sentences follow benefit, 1: not at all){}{}\n", *index.value,
                       index.least < *index.value ? fmt::format("; {:.4f} at the least", index.least) : "",
                       index.p05 ? fmt::format("; {:.3f} to {:.3f} in nine of ten draws", *index.p05, *index.p95) : "");
  out << fmt::format("Those charged have {} of the benefit.\n", percent(result.coverage));
  if (result.assets.gap)
    out << fmt::format("Not restrained: {} of the benefit ({} of {} are).\n\n", percent(*result.assets.gap),
                       base::format_money_grouped(result.assets.restrained),
                       base::format_money_grouped(result.assets.benefit));
}

void print_lines(std::ostream& out, const Found& found, const std::vector<app::FindingLine>& lines) {
  for (const auto& line : lines)
    out << "  " << line.text << (line.exhibits.empty() && line.supported ? "" : found.words.cited(line.exhibits))
        << "\n";
}

void print_text(std::ostream& out, const Found& found) {
  const auto& result = found.impunity;
  const auto& names = found.opened.names;
  const app::Masking masked(*found.opened.snapshot, names);
  const std::string title = model::setting(*found.opened.snapshot, "title");
  out << fmt::format("{}: who was charged, and who benefits, {} basis\n\n",
                     masked(title.empty() ? "Untitled case" : title), found.basis);
  print_index(out, found);
  if (!result.charged.empty()) print_table(out, charged_table(found));
  for (const auto& review : result.reviews) {
    out << fmt::format("\nFor review ({}), no finding: {}\n", app::ImpunityWords::title(review.kind),
                       names.shown(review.person));
    print_lines(out, found, found.words.of(review));
  }
  const auto& seen = result.visibility;
  out << fmt::format("\nNamed by victims, charged, and benefiting ({} people; testimony: {})\n", seen.people.size(),
                     seen.lineages.empty() ? "none known" : masked(base::join(seen.lineages, ", ")));
  print_table(out, visibility_table(found));
  const auto rho = [](const std::optional<double>& value) {
    return value ? fmt::format("{:.2f}", *value) : std::string("none");
  };
  out << fmt::format("Rank correlation of charges with mentions {}, with shares {}; {}\n",
                     rho(seen.charged_with_mentions), rho(seen.charged_with_share), found.words.of(seen));
  for (const auto& official : result.collusion.officials) {
    out << fmt::format("\nOfficial: {}\n", names.shown(official.id));
    print_lines(out, found, found.words.of(official));
  }
  if (const auto method = found.words.method(result.collusion); !method.empty()) out << "\n" << method << "\n";
  for (const auto* remarks : {&result.remarks, &result.collusion.remarks})
    for (const auto& remark : *remarks) out << "Note: " << remark << ".\n";
}

Outcome impunity(const Options& options, const Environment& environment) {
  const auto found = find(options);
  if (!found) return tl::unexpected(found.error());
  if (options.reading.json)
    print_json(environment.out, document(*found));
  else if (options.reading.csv)
    print_csv(environment.out, charged_table(*found));
  else
    print_text(environment.out, *found);
  return 0;
}

} // namespace

void add_impunity_command(Program& program) {
  auto command = add_report<Options>(
      program, "impunity", "Who was charged, held against who benefits; whom to review; officials", impunity);
  add_reading(command.app, command.options->reading);
  add_csv(command.app, command.options->reading);
  command.app.add_option("--basis", command.options->basis, "gross or net; else as the case says")
      .one_of({"gross", "net"});
  command.app.add_option("--draws", command.options->draws, "Draws for the intervals")
      .between(0, 1'000'000)
      .shows_default();
  command.app.add_option("--seed", command.options->seed, "Seed of the draws and of the moved dates")
      .shows_default();
}

} // namespace cuibono::cli
