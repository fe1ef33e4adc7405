#include "app/tie_words.h"

#include <fmt/core.h>
#include <array>

#include "app/words.h"

namespace cuibono::app {
namespace {

struct Verb {
  std::string_view forward, backward;
};

// In the order of model::TieType.
constexpr std::array<Verb, base::kCount<model::TieType>> kVerbs{{
    {"recruits", "is recruited by"},
    {"arranges the way of", "has the way arranged by"},
    {"transports", "is transported by"},
    {"hands over to", "takes over from"},
    {"harbours", "is harboured by"},
    {"guards", "is guarded by"},
    {"controls", "is controlled by"},
    {"threatens", "is threatened by"},
    {"withholds a document of", "has a document withheld by"},
    {"employs", "is employed by"},
    {"manages", "is managed by"},
    {"sets the pay of", "has the pay set by"},
    {"sets the debt of", "has the debt set by"},
    {"instructs", "is instructed by"},
    {"owns", "is owned by"},
    {"directs", "is directed by"},
    {"is nominee for", "has as nominee"},
    {"holds the account", "is an account held by"},
    {"may sign on", "may be signed on by"},
    {"lends to", "borrows from"},
    {"guarantees for", "is guaranteed for by"},
    {"forges for", "has forged by"},
    {"protects", "is protected by"},
    {"inspects", "is inspected by"},
    {"calls", "is called by"},
    {"writes to", "is written to by"},
    {"is family of", "is family of"},
    {"is an associate of", "is an associate of"},
    {"shares an address with", "shares an address with"},
    {"shares a phone with", "shares a phone with"},
    {"shares a device with", "shares a device with"},
}};

} // namespace

std::string_view tie_words(model::TieType type, bool forward) {
  const auto& verb = kVerbs[static_cast<std::size_t>(type)];
  return forward ? verb.forward : verb.backward;
}

std::string payment_words(const model::Payment& payment, const std::string& currency, bool forward) {
  const auto amount = amount_text(payment.amount, payment.currency.empty() ? currency : payment.currency);
  return forward ? fmt::format("pays {} to", amount) : fmt::format("is paid {} by", amount);
}

} // namespace cuibono::app
