#include "cli/disruption_output.h"

#include <fmt/core.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "base/text.h"

namespace cuibono::cli {
namespace {

std::vector<std::string> exhibit_names(const OpenedCase& opened, const std::vector<model::ExhibitId>& exhibits) {
  return exhibit_keys(*opened.snapshot, exhibits).get<std::vector<std::string>>();
}

const char* word_of(app::Harm harm) {
  switch (harm) {
    case app::Harm::Pay:
      return "pay";
    case app::Harm::Payroll:
      return "payroll";
    case app::Harm::Hold:
      return "hold";
    case app::Harm::Left:
      return "left";
    case app::Harm::Help:
      return "help";
  }
  return "";
}

} // namespace

Json keys_of(const OpenedCase& opened, const std::vector<model::EntityId>& ids) {
  Json keys = Json::array();
  for (const auto id : ids) keys.push_back(printed_key(opened, id));
  return keys;
}

std::string names_of(const OpenedCase& opened, const std::vector<model::EntityId>& ids) {
  std::vector<std::string> names;
  for (const auto id : ids) names.push_back(fmt::format("{} ({})", opened.names.shown(id), printed_key(opened, id)));
  return base::join(names, ", ");
}

Json warnings_json(const OpenedCase& opened, const std::vector<app::HarmWarning>& warnings) {
  Json list = Json::array();
  for (const auto& warning : warnings)
    list.push_back({{"kind", word_of(warning.harm)},
                    {"who", warning.who ? Json(printed_key(opened, warning.who)) : Json(nullptr)},
                    {"victims", keys_of(opened, warning.victims)},
                    {"text", warning.text},
                    {"exhibits", exhibit_keys(*opened.snapshot, warning.exhibits)}});
  return list;
}

void print_warnings(std::ostream& out, const OpenedCase& opened, const std::vector<app::HarmWarning>& warnings) {
  if (warnings.empty()) return;
  out << "\nThis could harm victims:\n";
  for (const auto& warning : warnings) {
    const auto exhibits = base::join(exhibit_names(opened, warning.exhibits), ", ");
    out << fmt::format("  {} [{}]\n", warning.text, exhibits.empty() ? "no exhibit" : exhibits);
  }
}

} // namespace cuibono::cli
