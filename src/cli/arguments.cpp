#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>

namespace cuibono::cli {

Option Option::required() { return option_->required(), *this; }
Option Option::one_of(std::vector<std::string> words) { return option_->check(CLI::IsMember(std::move(words))), *this; }
Option Option::type_name(const char* name) { return option_->type_name(name), *this; }
Option Option::shows_default() { return option_->capture_default_str(), *this; }
Option Option::parted_by(char separator) { return option_->delimiter(separator), *this; }
Option Option::excludes(const Option& other) { return option_->excludes(other.option_), *this; }

template <class Number>
Option Option::between(Number least, Number most) {
  return option_->check(CLI::Range(least, most)), *this;
}
template Option Option::between(int, int);
template Option Option::between(double, double);

template <class Value>
Option Arguments::add_option(const char* names, Value& value, const char* description) {
  return Option(app_->add_option(names, value, description));
}
template Option Arguments::add_option(const char*, std::string&, const char*);
template Option Arguments::add_option(const char*, std::filesystem::path&, const char*);
template Option Arguments::add_option(const char*, int&, const char*);
template Option Arguments::add_option(const char*, unsigned&, const char*);
template Option Arguments::add_option(const char*, std::uint64_t&, const char*);
template Option Arguments::add_option(const char*, double&, const char*);
template Option Arguments::add_option(const char*, std::vector<std::string>&, const char*);
template Option Arguments::add_option(const char*, std::vector<std::filesystem::path>&, const char*);

Option Arguments::add_flag(const char* names, bool& value, const char* description) {
  return Option(app_->add_flag(names, value, description));
}

Arguments add_command(CLI::App& program, const char* name, const char* description, std::function<void()> chosen) {
  auto* app = program.add_subcommand(name, description);
  app->callback(std::move(chosen));
  return Arguments(app);
}

std::optional<std::string> help_text(const CLI::App& program, const std::string& command) {
  if (command.empty()) return program.help();
  const auto named = program.get_subcommands([&](const CLI::App* app) { return app->check_name(command); });
  if (named.empty()) return std::nullopt;
  return named.front()->help();
}

} // namespace cuibono::cli
