#include "app/impunity_words.h"

#include <fmt/core.h>
#include <algorithm>

#include "app/words.h"
#include "base/text.h"

namespace cuibono::app {
namespace {

using benefit::ReasonKind;

constexpr std::size_t kMostNames = 6; // of indicators in one line

bool all_supported(const std::vector<benefit::Link>& chain) {
  return std::ranges::all_of(chain, &benefit::Link::supported);
}

std::vector<model::ExhibitId> exhibits_of(const std::vector<benefit::Link>& chain) {
  std::vector<model::ExhibitId> all;
  for (const auto& link : chain)
    for (const auto id : link.exhibits)
      if (std::ranges::find(all, id) == all.end()) all.push_back(id);
  return all;
}

std::string probability(double p) { return p < .001 ? fmt::format("{:.4f}", p) : fmt::format("{:.3f}", p); }

} // namespace

ImpunityWords::ImpunityWords(model::SnapshotPtr snapshot, model::Names names)
    : snapshot_(std::move(snapshot)),
      names_(std::move(names)),
      masking_(*snapshot_, names_),
      currency_(model::setting(*snapshot_, "currency")) {}

std::string ImpunityWords::title(benefit::ReviewKind kind) {
  return kind == benefit::ReviewKind::Scapegoat ? "scapegoat review" : "non-punishment review";
}

std::string ImpunityWords::cited(const std::vector<model::ExhibitId>& exhibits) const {
  std::vector<std::string> keys;
  for (const auto id : exhibits)
    if (const auto* exhibit = snapshot_->exhibits().find(id)) keys.push_back(exhibit->key);
  return keys.empty() ? " [no exhibit]" : " [" + base::join(keys, ", ") + "]";
}

std::string ImpunityWords::reason(const benefit::Reason& reason) const {
  switch (reason.kind) {
    case ReasonKind::FixedFee:
      return fmt::format("was paid a fixed amount: {} of {} by {}", counted(reason.count, "payment"),
                         amount_text(reason.amount, reason.currency.empty() ? currency_ : reason.currency),
                         names_.shown(reason.by));
    case ReasonKind::Instructed:
      return "acted on the instructions of " + names_.shown(reason.by);
    case ReasonKind::SignedForOthers:
      return "signed for " + names_.shown(reason.by);
    case ReasonKind::DualStatus:
      return fmt::format("is a victim, and is charged, accused or assessed as more than that in {}",
                         counted(reason.count, "entry", "entries"));
  }
  return "";
}

std::string ImpunityWords::step(const benefit::Link& link) const {
  const auto lower = names_.shown(link.lower), upper = names_.shown(link.upper);
  if (link.kind == "serves") return fmt::format("{} recruited, moved or held people whom {} employs", lower, upper);
  if (link.kind == "nominee_for") return fmt::format("{} is nominee for {}", lower, upper);
  if (link.kind == "holds_account") return fmt::format("{} holds {}", upper, lower);
  if (link.kind == "sets_pay") return fmt::format("{} sets the pay at {}", upper, lower);
  if (link.kind == "sets_debt") return fmt::format("{} sets the debts at {}", upper, lower);
  return fmt::format("{} {} {}", upper, words(link.kind), lower);
}

std::vector<FindingLine> ImpunityWords::of(const benefit::Review& review) const {
  std::vector<FindingLine> lines;
  for (const auto& entry : review.reasons) lines.push_back({reason(entry), entry.exhibits, entry.supported, entry.by});
  for (const auto& superior : review.superiors) {
    std::vector<std::string> steps;
    for (const auto& link : superior.chain) steps.push_back(step(link));
    lines.push_back({fmt::format("{}, who is not charged, has {} of the benefit: {}", names_.shown(superior.id),
                                 percent(superior.share), base::join(steps, "; ")),
                     exhibits_of(superior.chain), all_supported(superior.chain), superior.id});
  }
  return lines;
}

std::string ImpunityWords::pattern(const benefit::Pattern& pattern, std::size_t inspections, bool calls) const {
  std::string text =
      calls ? fmt::format("{} with those whom the inspections concern, {} within 48 hours before an inspection",
                          counted(pattern.total, "call"), pattern.near)
            : fmt::format(
                  "{} of {} in all from those whom the inspections concern, {} of {} within {} days of an inspection",
                  counted(pattern.total, "payment"), amount_text(pattern.amount, currency_), pattern.near,
                  amount_text(pattern.amount_near, currency_), benefit::kDaysAroundInspection);
  text += fmt::format("; {} of {} had one", pattern.inspections, counted(inspections, "inspection"));
  if (!pattern.test) return text + "; not tested: " + pattern.no_test_because;
  return text + fmt::format("; moved dates give {:.1f} on average, p = {} (with all tests counted {})",
                            pattern.test->expected, probability(pattern.test->p), probability(pattern.p_holm));
}

FindingLine ImpunityWords::protection(const benefit::Protection& found) const {
  const auto count = static_cast<std::size_t>(std::clamp(found.count, 0.0, 1e9));
  if (!found.vote && count == 1)
    return {"protects " + names_.shown(found.whom), found.exhibits, found.supported, found.whom};
  const auto what = found.vote ? counted(count, "vote or licence", "votes or licences") : counted(count, "time");
  return {fmt::format("protects {}: {}", names_.shown(found.whom), what), found.exhibits, found.supported, found.whom};
}

FindingLine ImpunityWords::contradiction(const benefit::Contradiction& found) const {
  auto names = found.what;
  const auto more = names.size() > kMostNames ? names.size() - kMostNames : 0;
  names.resize(names.size() - more);
  for (auto& name : names) name = words(masking_(name));
  auto exhibits = found.others;
  exhibits.insert(exhibits.begin(), found.report);
  const auto* report = snapshot_->exhibits().find(found.report);
  return {
      fmt::format("the own report {} contradicts {} and {}, of which exhibits of other sources support {}: {}{}",
                  report ? report->key : "", counted(found.indicators, "indicator"), counted(found.elements, "element"),
                  found.supported_by_others, base::join(names, ", "), more > 0 ? ", and more" : ""),
      exhibits,
      true,
      {}};
}

std::vector<FindingLine> ImpunityWords::of(const benefit::Official& official) const {
  std::vector<FindingLine> lines;
  if (official.share > 0)
    lines.push_back({percent(official.share) + " of the benefit reaches this official", {}, true, official.id});
  for (const auto& member : official.circle) {
    const auto* tie = snapshot_->ties().find(member.tie);
    std::vector<model::ExhibitId> exhibits;
    for (const auto& citation : tie->citations) exhibits.push_back(citation.exhibit);
    lines.push_back({fmt::format("{}: {}", member.via == "family" ? "family" : "nominee", names_.shown(member.id)),
                     exhibits, member.supported, member.id});
  }
  const auto inspections = official.inspections.size();
  if (official.undated_inspections > 0)
    lines.push_back(
        {counted(official.undated_inspections, "inspection") + " not dated to one day, not compared", {}, true, {}});
  if (official.calls.total > 0)
    lines.push_back({pattern(official.calls, inspections, true), official.calls.exhibits, true, {}});
  if (official.payments.total > 0)
    lines.push_back({pattern(official.payments, inspections, false), official.payments.exhibits, true, {}});
  for (const auto& found : official.protections) lines.push_back(protection(found));
  for (const auto& found : official.contradictions) lines.push_back(contradiction(found));
  return lines;
}

std::string ImpunityWords::of(const benefit::Visibility& visibility) const {
  if (!visibility.explained_by_visibility) return "no label: " + visibility.no_label_because;
  if (*visibility.explained_by_visibility)
    return "explained by visibility: charges follow who was named, not who profits";
  return "not explained by visibility alone";
}

std::string ImpunityWords::method(const benefit::Collusion& collusion) const {
  if (collusion.tests == 0) return "";
  return fmt::format(
      "Inspection dates were moved to random days between {} and {} ({}), each to its own weekday, without "
      "replacement; p counts how often moved dates do as well, one more on both sides; {} in this case, adjusted by "
      "Holm. "
      "Patterns with the month or the season are not taken out.",
      base::format_date(collusion.from), base::format_date(collusion.to),
      collusion.window_stated ? "the case's window" : "the dates in the case", counted(collusion.tests, "test"));
}

} // namespace cuibono::app
