#include "app/commands.h"

#include <algorithm>
#include <cctype>

#include "app/workspace.h"
#include "base/text.h"

namespace cuibono::app {

std::vector<Command> all_commands() {
  std::vector<Command> all;
  for (auto* group : {case_commands, edit_commands, select_commands, view_commands, layout_commands, help_commands})
    for (const Command& command : group()) all.push_back(command);
  return all;
}

const Command* find_command(const std::vector<Command>& commands, const std::string& id) {
  const auto found = std::ranges::find(commands, id, &Command::id);
  return found == commands.end() ? nullptr : &*found;
}

std::string title_of(const Command& command, const Workspace& workspace) {
  return command.named ? command.named(workspace) : command.title;
}

bool run_command(const std::vector<Command>& commands, const std::string& id, Workspace& workspace) {
  const Command* command = find_command(commands, id);
  if (!command || !command->enabled(workspace)) return false;
  command->run(workspace);
  return true;
}

std::vector<const Command*> matching(const std::vector<Command>& commands, const Workspace& workspace, const std::string& query) {
  const auto wanted = base::split_list(query, ' ');
  std::vector<const Command*> found;
  for (const Command& command : commands) {
    const std::string title = title_of(command, workspace);
    const auto holds = [&](const std::string& word) { return base::contains_ignoring_case(title, word); };
    if (std::ranges::all_of(wanted, holds)) found.push_back(&command);
  }
  const auto begins = [&](const Command* command) {
    return base::to_lower(title_of(*command, workspace)).starts_with(base::to_lower(base::trim(query)));
  };
  std::ranges::stable_partition(found, begins);
  return found;
}

} // namespace cuibono::app
