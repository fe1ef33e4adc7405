#include <nlohmann/json.hpp>
#include <ostream>

#include "app/structure.h"
#include "cli/command.h"
#include "cli/network_options.h"
#include "cli/progress_line.h"
#include "cli/structure_output.h"

namespace cuibono::cli {
namespace {

struct Options {
  Reading reading;
  NetworkChoice network;
  StructurePrint print{.named = {}, .most = 100, .timing = false};
  bool explain = false;
  int draws = -1; ///< below 0: as many as take no long
  std::size_t sample = 0;
  double resolution = 1;
  std::uint64_t seed = 1;
  unsigned threads = 0;
};

base::Result<app::StructureOptions> wanted_of(const Options& options) {
  auto network = network_options(options.network);
  if (!network) return tl::unexpected(network.error());
  app::StructureOptions wanted{.network = std::move(*network),
                               .measures = {options.print.named.begin(), options.print.named.end()},
                               .resolution = options.resolution,
                               .sample = options.sample,
                               .draws = {},
                               .threads = options.threads,
                               .seed = options.seed};
  if (options.draws >= 0) wanted.draws = static_cast<std::size_t>(options.draws);
  return wanted;
}

Outcome structure(const Options& options, const Environment& environment) {
  if (options.explain) {
    print(environment.out, explained_measures(), options.reading);
    return 0;
  }
  const auto wanted = wanted_of(options);
  if (!wanted) return tl::unexpected(wanted.error());
  const auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  base::Progress progress;
  const auto built = app::structure_of(*opened->snapshot, *wanted, progress);
  if (!built) return tl::unexpected(built.error());
  if (options.reading.json) print_json(environment.out, structure_json(*opened, *built, options.print));
  else if (options.reading.csv) print_csv(environment.out, structure_csv(*opened, *built));
  else print_structure(environment.out, *opened, *built, options.print);
  for (const auto& note : built->notes) environment.err << "note: " << note << '\n';
  environment.err << "note: being in the middle is not benefiting: phones and accounts name drivers; see cuibono who-benefits\n";
  return 0;
}

std::vector<std::string> all_measures() {
  std::vector<std::string> names;
  for (const auto& measure : app::measure_names()) names.emplace_back(measure.name);
  return names;
}

} // namespace

void add_structure_command(Program& program) {
  auto command = add_report<Options>(program, "structure", "Who is connected to whom: measures of the network", structure);
  auto& options = *command.options;
  add_reading(command.app, options.reading);
  add_csv(command.app, options.reading);
  add_network_choice(command.app, options.network);
  command.app
      .add_option("--measures", options.print.named, "Only these: degree, betweenness, closeness, ...; --explain says what each asks")
      .parted_by(',')
      .one_of(all_measures());
  command.app.add_flag("--explain", options.explain, "What each measure asks and does not say");
  command.app
      .add_option("--draws", options.draws,
                  "Draws of ties by their evidence, for the intervals of ranks; 0: none; else 200 where that takes no long")
      .between(-1, 100'000);
  command.app.add_option("--sample", options.sample, "Betweenness from so many sources, with its bound; 0: from all");
  command.app.add_option("--resolution", options.resolution, "Above 1: more and smaller communities")
      .between(0.001, 1000.0)
      .shows_default();
  command.app.add_option("--seed", options.seed, "Seed of communities, samples and draws").shows_default();
  command.app.add_option("--most", options.print.most, "Rows to print for people; 0: all").shows_default();
  command.app.add_option("--threads", options.threads, "Threads to compute with; 0: all");
  command.app.add_flag("--timing", options.print.timing, "Add each kernel's seconds to the JSON");
}

} // namespace cuibono::cli
