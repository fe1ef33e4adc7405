#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "benefit/evidence_next.h"
#include "cli/command.h"
#include "cli/output.h"

namespace cuibono::cli {
namespace {

struct Options {
  Reading reading;
  std::string basis; ///< empty: as the case says
  std::uint64_t seed = 1;
  std::size_t most = 20; ///< items printed for people
};

Json item_json(const OpenedCase& opened, const benefit::EvidenceItem& item) {
  const auto& snapshot = *opened.snapshot;
  Json object{{"missing", benefit::words(item.missing)},
              {"about", key_of(snapshot, item.about)},
              {"name", opened.names.shown(item.about)},
              {"other", key_or_null(snapshot, item.other)},
              {"unattributed_fall", item.unattributed_fall},
              {"width_fall", item.width_fall},
              {"at_stake", item.at_stake},
              {"leader_may_change", item.leader_may_change},
              {"ask", item.ask},
              {"of_whom", item.of_whom},
              {"assumption", item.assumption},
              {"facts", item.facts},
              {"exhibits", exhibit_keys(snapshot, item.exhibits)}};
  return object;
}

Json document_of(const OpenedCase& opened, const benefit::EvidenceNext& next) {
  Json document{{"basis", next.basis == benefit::Basis::Net ? "net" : "gross"},
                {"unattributed_share", next.unattributed_share},
                {"subject", key_or_null(*opened.snapshot, next.subject)},
                {"width", next.width},
                {"items", Json::array()},
                {"remarks", next.remarks}};
  for (const auto& item : next.items) document["items"].push_back(item_json(opened, item));
  return document;
}

std::string parties(const OpenedCase& opened, const benefit::EvidenceItem& item) {
  const auto about = opened.names.shown(item.about);
  return item.other ? about + " to " + opened.names.shown(*item.other) : about;
}

TextTable table_of(const OpenedCase& opened, const benefit::EvidenceNext& next, std::size_t most) {
  TextTable table{{{"unattributed falls", Side::Right},
                   {"interval narrows", Side::Right},
                   {"at stake", Side::Right},
                   {"missing"},
                   {"about"},
                   {"ask for"},
                   {"of"}},
                  {}};
  for (const auto& item : next.items) {
    if (table.rows.size() == most) break;
    table.rows.push_back({percent(item.unattributed_fall), percent(item.width_fall), percent(item.at_stake), benefit::words(item.missing),
                          parties(opened, item), item.ask, item.of_whom});
  }
  return table;
}

void print_next(std::ostream& out, const OpenedCase& opened, const benefit::EvidenceNext& next, std::size_t most) {
  out << fmt::format("{} of the benefit is unattributed", percent(next.unattributed_share));
  if (next.subject)
    out << fmt::format("; the interval of {}'s share is {} wide", opened.names.shown(*next.subject), percent(next.width));
  out << ".\n\n";
  print_table(out, table_of(opened, next, most));
  if (next.items.size() > most) out << fmt::format("... and {} more: --json lists all\n", next.items.size() - most);
  out << "\nExpected values; what each assumes is in --json. Percentages are of all benefit.\n";
  for (const auto& remark : next.remarks) out << "Note: " << remark << ".\n";
}

Outcome evidence_next(const Options& options, const Environment& environment) {
  const auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  benefit::Options how{.seed = options.seed};
  how.basis = options.basis.empty() ? benefit::default_basis(*opened->snapshot)
              : options.basis == "net" ? benefit::Basis::Net
                                       : benefit::Basis::Gross;
  base::Progress progress;
  const auto next = benefit::evidence_next(*opened->snapshot, how, progress);
  if (!next) return tl::unexpected(next.error());
  if (options.reading.json) print_json(environment.out, document_of(*opened, *next));
  else if (options.reading.csv) print_csv(environment.out, table_of(*opened, *next, next->items.size()));
  else print_next(environment.out, *opened, *next, options.most);
  return 0;
}

} // namespace

void add_evidence_commands(Program& program) {
  auto next = add_report<Options>(program, "evidence-next",
                                      "Which missing evidence would say most about who benefits, and whom to ask", evidence_next);
  add_reading(next.app, next.options->reading);
  add_csv(next.app, next.options->reading);
  next.app.add_option("--basis", next.options->basis, "gross or net; else as the case says").one_of({"gross", "net"});
  next.app.add_option("--seed", next.options->seed, "Seed of the draws").shows_default();
  next.app.add_option("--most", next.options->most, "Rows to print").shows_default();
}

} // namespace cuibono::cli
