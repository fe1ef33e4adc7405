#include "cli/network_options.h"

#include <array>
#include <utility>

namespace cuibono::cli {
namespace {

constexpr std::array<std::pair<const char*, graph::Weigh>, 4> kWeights{{{"none", graph::Weigh::Same},
                                                                       {"evidence", graph::Weigh::Evidence},
                                                                       {"amount", graph::Weigh::Amount},
                                                                       {"count", graph::Weigh::Count}}};

} // namespace

void add_network_choice(Arguments command, NetworkChoice& choice) {
  auto& filter = choice.filter;
  command.add_option("--layer", filter.layers, "social, command, money (with payments), ownership, movement; else every tie")
      .parted_by(',')
      .one_of({"social", "command", "money", "ownership", "movement"});
  command.add_flag("--supported", filter.supported, "Only ties that an exhibit supports");
  command.add_flag("--without-victims", filter.without_victims, "Leave victims and their ties out");
  add_window(command, filter);
  command.add_flag("--directed", choice.directed, "Follow the directions of ties");
  std::vector<std::string> words;
  for (const auto& [word, weigh] : kWeights) words.emplace_back(word);
  command
      .add_option("--weight", choice.weight,
                  "What a tie weighs: none (each 1), evidence, amount or count; on paths a tie of weight w is 1/w long")
      .one_of(words)
      .shows_default();
}

base::Result<graph::NetworkOptions> network_options(const NetworkChoice& choice) {
  auto options = network_options(choice.filter);
  if (!options) return options;
  const auto& [from, to] = options->window;
  if (from.known() && to.known() && graph::days_of(to).last < graph::days_of(from).first)
    return base::fail(base::ErrorKind::Usage, "the window ends before it begins", choice.filter.from + " to " + choice.filter.to,
                      "give the earlier date to --from");
  options->directed = choice.directed;
  for (const auto& [name, weigh] : kWeights)
    if (choice.weight == name) options->weigh = weigh;
  return options;
}

} // namespace cuibono::cli
