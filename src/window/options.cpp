#include "window/options.h"

#include <filesystem>

#include "app/demo.h"
#include "base/text.h"

namespace cuibono::window {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;

Result<void> read_size(const std::string& text, Options& options) {
  const auto cross = text.find('x');
  const auto width = base::parse_number(text.substr(0, cross));
  const auto height = cross == std::string::npos ? std::nullopt : base::parse_number(text.substr(cross + 1));
  if (!width || !height || *width < 640 || *height < 400 || *width > 16384 || *height > 16384)
    return fail(ErrorKind::Usage, "--size takes WIDTHxHEIGHT, at least 640x400", text, "write for instance 1600x1000");
  options.width = static_cast<int>(*width);
  options.height = static_cast<int>(*height);
  return {};
}

Result<void> read_scale(const std::string& text, Options& options) {
  const auto scale = base::parse_number(text);
  if (!scale || *scale < .75 || *scale > 4) return fail(ErrorKind::Usage, "--scale takes a number from 0.75 to 4", text, "2 is 200 %");
  options.scale = *scale;
  return {};
}

Result<void> read_until(const std::string& text, Options& options) {
  if (text != "picture" && text != "settled") return fail(ErrorKind::Usage, "--until takes picture or settled", text, "see cuibono help");
  options.until = text == "picture" ? Until::Picture : Until::Settled;
  return {};
}

Result<void> read_option(const std::string& name, const std::string& value, Options& options) {
  if (name == "--size") return read_size(value, options);
  if (name == "--scale") return read_scale(value, options);
  if (name == "--until") return read_until(value, options);
  if (name == "--screenshot") {
    options.screenshot = value;
    return {};
  }
  return fail(ErrorKind::Usage, "there is no such option or command", name, "see cuibono help");
}

// A bare word that names neither a file nor a demonstration was meant as a command.
bool is_mistyped_command(const std::string& argument) {
  return argument.find_first_of("./") == std::string::npos && !std::filesystem::exists(argument) && !app::find_demo(argument);
}

} // namespace

Result<Options> parse_options(const std::vector<std::string>& arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (!argument.starts_with("--")) {
      if (!options.open.empty()) return fail(ErrorKind::Usage, "only one case can be opened", argument, "see cuibono help");
      if (is_mistyped_command(argument)) return fail(ErrorKind::Usage, "there is no command or case of this name", argument, "see cuibono help");
      options.open = argument;
      continue;
    }
    const auto equals = argument.find('=');
    const std::string name = argument.substr(0, equals);
    if (equals == std::string::npos && i + 1 == arguments.size()) return fail(ErrorKind::Usage, "this option needs a value", name, "see cuibono help");
    const std::string value = equals == std::string::npos ? arguments[++i] : argument.substr(equals + 1);
    if (const auto read = read_option(name, value, options); !read) return tl::unexpected(read.error());
  }
  return options;
}

} // namespace cuibono::window
