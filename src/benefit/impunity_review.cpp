#include <fmt/core.h>
#include <algorithm>
#include <set>

#include "benefit/impunity_parts.h"
#include "model/dual_status.h"
#include "model/evidence.h"

namespace cuibono::benefit {
namespace {

using model::CaseSnapshot;
using model::PaymentClass;
using model::Polarity;
using model::Tie;
using model::TieType;

constexpr std::size_t kFewestFees = 3; // of one payer, to call an amount fixed
constexpr double kFixedWithin = .01;   // of the median: instalments that share out a sum differ by cents

void cite(Reason& reason, const model::Citations& citations) {
  for (const auto& citation : citations) reason.exhibits.push_back(citation.exhibit);
}

// Who holds each account.
std::multimap<EntityId, EntityId> holders(const CaseSnapshot& snapshot) {
  std::multimap<EntityId, EntityId> found;
  for (const Tie& tie : snapshot.ties())
    if (tie.type == TieType::HoldsAccount && tie.polarity == Polarity::Supports) found.emplace(tie.target, tie.source);
  return found;
}

bool is_fixed(std::vector<std::int64_t> cents) {
  if (cents.size() < kFewestFees) return false;
  std::ranges::sort(cents);
  const auto median = static_cast<double>(cents[cents.size() / 2]);
  const auto near = [&](std::int64_t amount) {
    return std::abs(static_cast<double>(amount) - median) <= kFixedWithin * median;
  };
  return median > 0 && near(cents.front()) && near(cents.back());
}

// Reasons of everybody, read in one pass over each table.
class Reasons {
 public:
  explicit Reasons(const CaseSnapshot& snapshot) : snapshot_(snapshot), holders_(holders(snapshot)) {
    read_fees();
    for (const Tie& tie : snapshot.ties())
      if (tie.polarity == Polarity::Supports) read_tie(tie);
  }

  std::vector<Reason> of(EntityId who) const {
    const auto at = reasons_.find(who);
    auto found = at == reasons_.end() ? std::vector<Reason>() : at->second;
    for (auto& reason : found) tidy(reason.exhibits);
    return found;
  }

 private:
  EntityId holder(EntityId account) const {
    const auto at = holders_.find(account);
    return at == holders_.end() ? account : at->second;
  }

  void read_fees() {
    std::map<std::tuple<EntityId, EntityId, std::string>, std::vector<const model::Payment*>> series;
    for (const auto& payment : snapshot_.payments())
      if ((payment.payment_class == PaymentClass::MovementFee || payment.payment_class == PaymentClass::Salary) &&
          payment.polarity == Polarity::Supports && payment.amount.cents > 0)
        series[{holder(payment.payee), holder(payment.payer), payment.currency}].push_back(&payment);
    for (const auto& [key, payments] : series) {
      std::vector<std::int64_t> cents;
      for (const auto* payment : payments) cents.push_back(payment->amount.cents);
      if (!is_fixed(cents)) continue;
      std::ranges::sort(cents);
      Reason reason{ReasonKind::FixedFee,
                    std::get<1>(key),
                    payments.size(),
                    {cents[cents.size() / 2]},
                    std::get<2>(key),
                    false,
                    {}};
      for (const auto* payment : payments) {
        cite(reason, payment->citations);
        reason.supported |= model::is_supported(snapshot_, payment->citations);
      }
      add(std::get<0>(key), std::move(reason));
    }
  }

  void read_tie(const Tie& tie) {
    const bool orders = tie.type == TieType::Instructs || tie.type == TieType::Manages;
    if (orders) add_tie(tie.target, ReasonKind::Instructed, tie.source, tie);
    if (tie.type != TieType::SignatoryOn) return;
    const auto [first, last] = holders_.equal_range(tie.target);
    bool own = tie.target == tie.source;
    for (auto at = first; at != last; ++at) own |= at->second == tie.source;
    const auto* target = snapshot_.entities().find(tie.target);
    const bool is_account = target && target->kind == model::EntityKind::Account;
    if (own || (is_account && first == last)) return; // nobody else is known to hold it
    add_tie(tie.source, ReasonKind::SignedForOthers, is_account ? first->second : tie.target, tie);
  }

  void add_tie(EntityId who, ReasonKind kind, EntityId by, const Tie& tie) {
    Reason reason{kind, by, 1, {}, {}, model::is_supported(snapshot_, tie.citations), {}};
    cite(reason, tie.citations);
    add(who, std::move(reason));
  }

  // Ties of one kind by one person are one reason; a supported one does not lend its exhibit to one without.
  void add(EntityId who, Reason reason) {
    auto& list = reasons_[who];
    const auto key = std::tuple(who, reason.kind, reason.by, reason.supported, reason.currency);
    const auto [at, is_new] = places_.try_emplace(key, list.size());
    if (is_new) {
      list.push_back(std::move(reason));
      return;
    }
    auto& known = list[at->second];
    known.count += reason.count;
    known.exhibits.insert(known.exhibits.end(), reason.exhibits.begin(), reason.exhibits.end());
  }

  const CaseSnapshot& snapshot_;
  std::multimap<EntityId, EntityId> holders_;
  std::map<EntityId, std::vector<Reason>> reasons_;
  std::map<std::tuple<EntityId, ReasonKind, EntityId, bool, std::string>, std::size_t> places_;
};

std::vector<Superior> superiors(const CaseSnapshot& snapshot, const Hierarchy& hierarchy, EntityId person,
                                const std::set<EntityId>& charged, const std::map<EntityId, double>& shares,
                                double own) {
  std::vector<Superior> found;
  std::set<EntityId> seen;
  for (const auto steps : {Steps::Supported, Steps::All}) {
    for (const auto& reached : hierarchy.above(person, steps)) {
      const auto share = shares.find(reached.who);
      const auto* entity = snapshot.entities().find(reached.who);
      if (!entity || entity->kind != model::EntityKind::Person || charged.contains(reached.who)) continue;
      if (share == shares.end() || share->second <= own || !seen.insert(reached.who).second) continue;
      Superior superior{reached.who, share->second, steps == Steps::Supported, {}};
      for (const auto place : reached.chain) superior.chain.push_back(hierarchy.links()[place]);
      found.push_back(std::move(superior));
    }
  }
  std::ranges::stable_sort(found, [](const auto& a, const auto& b) { return a.share > b.share; });
  return found;
}

std::vector<std::string> unmet_figures(const Charged& who) {
  std::vector<std::string> unmet;
  if (who.share_p95.value_or(0) >= kReviewShare)
    unmet.push_back(fmt::format("the share may be as much as {:.1f} %, not below {:.0f} %", 100 * *who.share_p95,
                                100 * kReviewShare));
  if (who.control.value_or(0) >= kReviewControl)
    unmet.push_back(fmt::format("control is {:.2f}, not below {:.1f}", *who.control, kReviewControl));
  return unmet;
}

std::string key_of(const CaseSnapshot& snapshot, EntityId id) { return snapshot.entities().find(id)->key; }

} // namespace

std::vector<Review> scapegoat_reviews(const CaseSnapshot& snapshot, const std::map<EntityId, double>& shares,
                                      std::vector<Charged>& charged) {
  std::vector<Review> found;
  const Hierarchy hierarchy(snapshot);
  const Reasons reasons(snapshot);
  std::set<EntityId> all;
  for (const auto& who : charged) all.insert(who.id);
  for (auto& who : charged) {
    const auto* entity = snapshot.entities().find(who.id);
    if (who.victim)
      who.unmet.emplace_back("a victim is never scored; see the non-punishment review");
    else if (entity->kind != model::EntityKind::Person)
      who.unmet.emplace_back("not a person");
    if (!who.unmet.empty()) continue;
    Review review{ReviewKind::Scapegoat, who.id, reasons.of(who.id), {}};
    review.superiors = superiors(snapshot, hierarchy, who.id, all, shares, who.share.value_or(0));
    who.unmet = unmet_figures(who);
    if (review.reasons.empty())
      who.unmet.emplace_back("no fixed fee, no instruction from above and no signature for others is known");
    if (review.superiors.empty())
      who.unmet.emplace_back("nobody above who is not charged is known to have a greater share");
    if (who.unmet.empty()) found.push_back(std::move(review));
  }
  std::ranges::sort(found, {}, [&](const Review& review) { return key_of(snapshot, review.person); });
  return found;
}

std::vector<Review> non_punishment_reviews(const CaseSnapshot& snapshot) {
  std::vector<Review> reviews;
  for (const auto& [person, accusations] : model::dual_status(snapshot)) {
    Reason reason{ReasonKind::DualStatus, {}, accusations.size(), {}, {}, false, {}};
    for (const auto& accusation : accusations) {
      const auto& citations = accusation.role     ? accusation.role->citations
                              : accusation.charge ? accusation.charge->citations
                                                  : accusation.element->citations;
      reason.supported |= model::is_supported(snapshot, citations);
      cite(reason, citations);
    }
    tidy(reason.exhibits);
    reviews.push_back({ReviewKind::NonPunishment, person, {std::move(reason)}, {}});
  }
  std::ranges::sort(reviews, {}, [&](const Review& review) { return key_of(snapshot, review.person); });
  return reviews;
}

} // namespace cuibono::benefit
