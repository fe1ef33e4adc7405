#include <array>
#include <string>

#include "app/commands.h"
#include "app/workspace.h"
#include "layout/named.h"

namespace cuibono::app {
namespace {

constexpr std::size_t kLayouts = std::size(layout::kLayoutNames);

// In the order of kLayoutNames.
constexpr std::array<const char*, kLayouts> kIds{"layout.force",     "layout.circular", "layout.grid",      "layout.radial",    "layout.hierarchy",
                                                 "layout.lanes",     "layout.ownership", "layout.time",     "layout.geographic"};
constexpr std::array<const char*, kLayouts> kTitles{
    "By ties",                                // force
    "Circles, one a connected part",          // circular
    "Grid, the best connected first",         // grid
    "Rings around the best connected",        // radial
    "Command from top to bottom",             // hierarchy
    "Lanes by stage: recruit to protect",     // lanes
    "Owners above what they own",             // ownership
    "Rows by first date",                     // time
    "By latitude and longitude"};             // geographic

bool has_case(const Workspace& workspace) { return workspace.session.has_value(); }

template <std::size_t kAt>
void choose(Workspace& workspace) {
  workspace.session->view.layout = layout::kLayoutNames[kAt];
  workspace.session->view.fit_wanted = true;
}

template <std::size_t kAt>
bool is_chosen(const Workspace& workspace) { return has_case(workspace) && workspace.session->view.layout == layout::kLayoutNames[kAt]; }

template <std::size_t... kAt>
void add_all(std::vector<Command>& commands, std::index_sequence<kAt...>) {
  (commands.push_back({kIds[kAt], kTitles[kAt], "Layout", "", has_case, choose<kAt>, nullptr, is_chosen<kAt>, kAt == 1}), ...);
}

} // namespace

std::vector<Command> layout_commands() {
  std::vector<Command> commands;
  add_all(commands, std::make_index_sequence<kLayouts>());
  commands.push_back({"view.layout", "Lay out again", "Layout", "Ctrl+L", has_case,
                      [](Workspace& workspace) { workspace.derived.lay_out_again(); }, nullptr, nullptr, true});
  return commands;
}

} // namespace cuibono::app
