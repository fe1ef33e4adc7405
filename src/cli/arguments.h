#pragma once
// What a command takes on the command line, a thin face over CLI11: only arguments.cpp and cli.cpp see that library, which
// takes a quarter of a minute to compile. A command's description is made once, before the command line is read.

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace cuibono::cli {

/// One option; each of these returns the option itself.
class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}

  Option required();
  Option one_of(std::vector<std::string> words);
  /// Both ends are allowed. Integers and doubles.
  template <class Number>
  Option between(Number least, Number most);
  Option type_name(const char* name);
  /// The help says what holds where the option is not given.
  Option shows_default();
  /// Several values in one, parted by that character.
  Option parted_by(char separator);
  Option excludes(const Option& other);

 private:
  CLI::Option* option_;
};

/// The options and positional arguments of one command.
class Arguments {
 public:
  explicit Arguments(CLI::App* app) : app_(app) {}

  /// `names` as "-o,--output", or in capitals for a positional one. Value: a text, a path, a number, or a list of texts or
  /// paths; it must live until the command has run.
  template <class Value>
  Option add_option(const char* names, Value& value, const char* description);
  Option add_flag(const char* names, bool& value, const char* description);

 private:
  CLI::App* app_;
};

/// A command of the program; `chosen` is called when the command line names it.
Arguments add_command(CLI::App& program, const char* name, const char* description, std::function<void()> chosen);

/// The help of the program, or of the command of that name; nothing where there is none.
std::optional<std::string> help_text(const CLI::App& program, const std::string& command);

} // namespace cuibono::cli
