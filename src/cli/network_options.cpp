#include "cli/network_options.h"

#include <algorithm>
#include <array>
#include <utility>

namespace cuibono::cli {
namespace {

using base::ErrorKind;
using base::fail;

template <class Value, std::size_t kCount>
using Words = std::array<std::pair<const char*, Value>, kCount>;

constexpr Words<graph::Layer, 5> kLayers{{{"social", graph::Layer::Social},
                                          {"command", graph::Layer::Command},
                                          {"money", graph::Layer::Money},
                                          {"ownership", graph::Layer::Ownership},
                                          {"movement", graph::Layer::Movement}}};
constexpr Words<graph::Weigh, 4> kWeights{{{"none", graph::Weigh::Same},
                                           {"evidence", graph::Weigh::Evidence},
                                           {"amount", graph::Weigh::Amount},
                                           {"count", graph::Weigh::Count}}};

template <class Table>
std::vector<std::string> words_of(const Table& table) {
  std::vector<std::string> words;
  for (const auto& [word, value] : table) words.emplace_back(word);
  return words;
}

base::Result<base::Date> date_of(const std::string& text, const char* option) {
  if (text.empty()) return base::Date{};
  const auto date = base::parse_date(text);
  if (!date) return fail(ErrorKind::Usage, "the date " + text + " is not one", option, "write it like 2031-02-28, 2031-02 or 2031");
  return *date;
}

} // namespace

void add_network_choice(Arguments command, NetworkChoice& choice) {
  command.add_option("--layer", choice.layers, "social, command, money, ownership, movement; else every tie")
      .parted_by(',')
      .one_of(words_of(kLayers));
  command.add_flag("--supported", choice.supported, "Only ties that an exhibit supports");
  command.add_flag("--without-victims", choice.without_victims, "Leave victims out, and their ties");
  command.add_flag("--directed", choice.directed, "Follow the directions of ties");
  command
      .add_option("--weight", choice.weight,
                  "What a tie weighs: none (each 1), evidence, amount or count; on paths a tie of weight w is 1/w long")
      .one_of(words_of(kWeights))
      .shows_default();
  command.add_option("--from", choice.from, "Only what was in force on or after this date");
  command.add_option("--to", choice.to, "Only what was in force on or before this date");
}

base::Result<graph::NetworkOptions> network_options(const NetworkChoice& choice) {
  const auto from = date_of(choice.from, "--from"), to = date_of(choice.to, "--to");
  if (!from) return tl::unexpected(from.error());
  if (!to) return tl::unexpected(to.error());
  if (from->known() && to->known() && graph::days_of(*to).last < graph::days_of(*from).first)
    return fail(ErrorKind::Usage, "the window ends before it begins", choice.from + " to " + choice.to, "give the earlier date to --from");
  graph::NetworkOptions options{
      .directed = choice.directed, .supported_only = choice.supported, .without_victims = choice.without_victims, .window = {*from, *to}};
  for (const auto& [name, layer] : kLayers)
    if (std::ranges::count(choice.layers, name)) options.layers.insert(layer);
  for (const auto& [name, weigh] : kWeights)
    if (choice.weight == name) options.weigh = weigh;
  return options;
}

} // namespace cuibono::cli
