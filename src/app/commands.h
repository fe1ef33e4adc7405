#pragma once
// The table of commands: what can be done, under one id, title and shortcut. Menu, palette and shortcuts all read it.
// One file a group.

#include <string>
#include <vector>

namespace cuibono::app {

struct Workspace;

struct Command {
  const char* id;       ///< "edit.undo"; never changes
  const char* title;    ///< "Undo"; three dots where a dialog follows
  const char* menu;     ///< "Case", "Edit", "Select", "View", "Layout", "Help"
  const char* shortcut; ///< "Ctrl+Shift+Z", or empty
  bool (*enabled)(const Workspace&);
  void (*run)(Workspace&);
  std::string (*named)(const Workspace&) = nullptr; ///< the title with what it would act on
  bool (*checked)(const Workspace&) = nullptr;      ///< for what is on or off
  bool starts_section = false;                      ///< a line above it in the menu
};

std::vector<Command> case_commands();
std::vector<Command> edit_commands();
std::vector<Command> select_commands();
std::vector<Command> view_commands();
std::vector<Command> layout_commands(); ///< one a name of layout::kLayoutNames, and laying out again
std::vector<Command> help_commands();

/// All groups, in the order of the menus.
std::vector<Command> all_commands();

const Command* find_command(const std::vector<Command>& commands, const std::string& id);

std::string title_of(const Command& command, const Workspace& workspace);

/// Runs it if it is enabled; returns whether it was.
bool run_command(const std::vector<Command>& commands, const std::string& id, Workspace& workspace);

/// Those whose title holds every word of the query, those that begin with it first; all for an empty query.
std::vector<const Command*> matching(const std::vector<Command>& commands, const Workspace& workspace, const std::string& query);

} // namespace cuibono::app
