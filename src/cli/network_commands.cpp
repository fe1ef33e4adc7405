#include <chrono>
#include <cstdio>
#include <fmt/core.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/picture.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/output.h"
#include "graph/network.h"
#include "layout/named.h"

namespace cuibono::cli {
namespace {

using base::ErrorKind;
using base::fail;
using Seconds = std::chrono::duration<double>;

struct LayoutOptions {
  Reading reading;
  std::filesystem::path target;
  std::string algorithm = "force";
  std::uint64_t seed = 1;
  unsigned threads = 0;
  bool timing = false;
};

Outcome layout(const LayoutOptions& options, const Environment& environment) {
  const auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  const auto network = graph::build_network(*opened->snapshot);
  base::Progress progress;
  const auto start = std::chrono::steady_clock::now();
  const auto points = layout::named_layout(options.algorithm, *opened->snapshot, network,
                                           {.seed = options.seed, .threads = options.threads}, progress);
  const double seconds = Seconds(std::chrono::steady_clock::now() - start).count();
  if (!points) return tl::unexpected(points.error());
  std::string lines;
  for (std::size_t i = 0; i < points->size(); ++i)
    lines += fmt::format("{},{},{}\n", printed_key(*opened, network.nodes[i]), (*points)[i].x, (*points)[i].y);
  if (const auto written = base::write_file(options.target, lines); !written) return tl::unexpected(written.error());
  if (options.timing) print_json(environment.out, {{"algorithm", options.algorithm}, {"seconds", seconds}});
  environment.err << fmt::format("wrote {} positions to {}\n", points->size(), options.target.string());
  return 0;
}

struct RenderOptions {
  Reading reading;
  std::filesystem::path target;
  std::string view = "chart";
  std::string size = "1600x1000";
  double scale = 1;
  std::uint64_t seed = 1;
  std::string basis;
};

base::Result<scene::Viewport> viewport_of(const RenderOptions& options) {
  constexpr int kMostPixels = 16384; // what drivers allow a texture
  int width = 0, height = 0;
  char after = 0;
  if (std::sscanf(options.size.c_str(), "%dx%d%c", &width, &height, &after) != 2 || width < 64 || height < 64 || width > kMostPixels || height > kMostPixels)
    return fail(ErrorKind::Usage, "the size " + options.size + " is not one", "--size", "write it like 1600x1000, each from 64 to 16384");
  return scene::viewport_of_pixels(width, height, options.scale);
}

Outcome render(const RenderOptions& options, const Environment& environment) {
  if (options.target.extension() != ".png")
    return fail(ErrorKind::Usage, "this version draws PNG only", options.target.string(), "end the file's name in .png");
  const auto viewport = viewport_of(options);
  if (!viewport) return tl::unexpected(viewport.error());
  const auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  base::Progress progress;
  benefit::Options how{.draws = options.view == "plane" ? 2000 : 0, .sensitivity = false};
  how.basis = options.basis.empty() ? benefit::default_basis(*opened->snapshot) : options.basis == "net" ? benefit::Basis::Net : benefit::Basis::Gross;
  const auto report = benefit::who_benefits(*opened->snapshot, how, progress);
  if (!report) return tl::unexpected(report.error());
  auto list = options.view == "plane" ? base::Result<scene::DrawList>(app::plane_picture(opened->names, *report, *viewport))
                                      : app::chart_picture(opened->snapshot, opened->names, *report, *viewport, options.seed, progress);
  if (!list) return tl::unexpected(list.error());
  if (const auto drawn = environment.render_png(*list, options.target); !drawn) return tl::unexpected(drawn.error());
  environment.err << "wrote " << options.target.string() << '\n';
  if (list->hidden_labels > 0) environment.err << fmt::format("note: {} labels had no room; draw larger to see them\n", list->hidden_labels);
  return 0;
}

} // namespace

void add_network_commands(Program& program) {
  auto place = add_subcommand<LayoutOptions>(program, "layout", "Positions of the network's nodes, as lines id,x,y", layout);
  add_reading(place.app, place.options->reading);
  place.app.add_option("-o,--output", place.options->target, "File to write").required();
  place.app.add_option("--algorithm", place.options->algorithm, "What places mean; see docs/layout.md").one_of({std::begin(layout::kLayoutNames), std::end(layout::kLayoutNames)}).shows_default();
  place.app.add_option("--seed", place.options->seed, "Seed").shows_default();
  place.app.add_option("--threads", place.options->threads, "Threads to compute with; 0: all. Places do not depend on it").shows_default();
  place.app.add_flag("--timing", place.options->timing, "Print the kernel's seconds as JSON");

  auto draw = add_subcommand<RenderOptions>(program, "render", "A picture of a view, without a window", render);
  add_reading(draw.app, draw.options->reading);
  draw.app.add_option("-o,--output", draw.options->target, "PNG file to write").required();
  draw.app.add_option("--view", draw.options->view, "chart or plane").one_of({"chart", "plane"});
  draw.app.add_option("--size", draw.options->size, "Pixels").shows_default();
  draw.app.add_option("--scale", draw.options->scale, "2 draws everything twice as large").between(0.5, 4.0);
  draw.app.add_option("--seed", draw.options->seed, "Seed of the layout").shows_default();
  draw.app.add_option("--basis", draw.options->basis, "gross or net; else as the case says").one_of({"gross", "net"});
}

} // namespace cuibono::cli
