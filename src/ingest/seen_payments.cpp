#include "ingest/seen_payments.h"

#include <algorithm>

namespace cuibono::ingest {

using model::Payment;

SeenPayments::SeenPayments(const model::CaseSnapshot& before, model::ExhibitId exhibit)
    : before_(before), exhibit_(exhibit) {
  if (!exhibit) return;
  for (const auto& setting : before.of<model::Setting>())
    if (setting.key == "currency") case_currency_ = setting.value;
  for (const auto& payment : before.payments())
    if (payment.date.day != 0 && payment.polarity == model::Polarity::Supports && !payment.citations.empty())
      payments_[key_of(payment)].push_back(payment.id);
}

SeenPayments::Key SeenPayments::key_of(const Payment& row) const {
  return {row.date, row.payer.value, row.payee.value, row.amount.cents,
          row.currency.empty() ? case_currency_ : row.currency};
}

SeenPayments::Sighting SeenPayments::find(const Payment& row) {
  const bool cites_it_alone = row.citations.size() == 1 && row.citations[0].exhibit == exhibit_;
  const auto equal = payments_.find(key_of(row));
  if (!exhibit_ || !cites_it_alone || equal == payments_.end()) return {};
  Sighting elsewhere;
  for (const auto id : equal->second) {
    const auto& citations = before_.payments().find(id)->citations;
    if (std::ranges::count(citations, row.citations[0]) > 0) return {Seen::Here, id};
    const bool is_elsewhere = std::ranges::count(citations, exhibit_, &model::Citation::exhibit) == 0;
    if (elsewhere.seen == Seen::No && is_elsewhere && !taken_.contains(id.value)) elsewhere = {Seen::Elsewhere, id};
  }
  if (elsewhere.seen == Seen::Elsewhere) taken_.insert(elsewhere.payment.value);
  return elsewhere;
}

Payment with_sighting(Payment has, const Payment& row) {
  has.citations.insert(has.citations.end(), row.citations.begin(), row.citations.end());
  if (has.payment_class == model::PaymentClass::Other) has.payment_class = row.payment_class;
  if (has.purpose.empty()) has.purpose = row.purpose;
  for (const auto& attribute : row.attributes)
    if (std::ranges::count(has.attributes, attribute.first, &std::pair<std::string, std::string>::first) == 0)
      has.attributes.push_back(attribute);
  return has;
}

} // namespace cuibono::ingest
