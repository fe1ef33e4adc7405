#include "cli/network_filter.h"

#include <fmt/core.h>
#include <algorithm>
#include <array>

#include "app/changes.h"
#include "app/words.h"
#include "base/text.h"

namespace cuibono::cli {
namespace {

constexpr std::array kLayers{graph::Layer::Social, graph::Layer::Command, graph::Layer::Money, graph::Layer::Ownership,
                             graph::Layer::Movement};

} // namespace

void add_network_filter(Arguments command, NetworkFilter& filter) {
  command
      .add_option("--layer", filter.layers, "social, command, money, ownership, movement; else every tie and payment")
      .parted_by(',')
      .one_of({"social", "command", "money", "ownership", "movement"});
  command.add_flag("--supported", filter.supported, "Only ties and payments that an exhibit supports");
  command.add_flag("--without-victims", filter.without_victims, "Leave victims and their ties out");
}

void add_window(Arguments command, NetworkFilter& filter) {
  command.add_option("--from", filter.from, "Only what was in force on that day, month or year, or later")
      .type_name("DATE");
  command.add_option("--to", filter.to, "Only what was in force on that day, month or year, or earlier")
      .type_name("DATE");
}

base::Result<base::Date> date_of(const std::string& text, const char* where) {
  if (text.empty()) return base::Date{};
  if (const auto date = base::parse_date(text)) return *date;
  return base::fail(base::ErrorKind::Usage, "this is no date: " + text, where, "write 2031-06-30, 2031-06 or 2031");
}

base::Result<graph::NetworkOptions> network_options(const NetworkFilter& filter) {
  const auto from = date_of(filter.from, "--from"), to = date_of(filter.to, "--to");
  if (!from) return tl::unexpected(from.error());
  if (!to) return tl::unexpected(to.error());
  graph::NetworkOptions options{
      .supported_only = filter.supported, .without_victims = filter.without_victims, .window = {*from, *to}};
  for (const auto layer : kLayers)
    if (std::ranges::count(filter.layers, std::string(app::words_of(layer)))) options.layers.insert(layer);
  return options;
}

std::string left_out_words(const graph::LeftOut& left_out, std::size_t other_layers, const char* undated) {
  std::vector<std::string> parts;
  const auto add = [&](std::size_t number, const std::string& what) {
    if (number > 0)
      parts.push_back(fmt::format("{} {}", app::counted(number, "tie or payment", "ties and payments"), what));
  };
  add(other_layers, "of other layers");
  add(left_out.outside, "out of the dates");
  add(left_out.unsupported, "that no exhibit supports");
  add(left_out.no_amount, "without an amount");
  add(left_out.undated, undated);
  return base::join(parts, "; ");
}

} // namespace cuibono::cli
