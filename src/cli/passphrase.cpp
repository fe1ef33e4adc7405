#include "cli/passphrase.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>
#include <utility>

#include "app/settings.h"
#include "base/file.h"
#include "protect/key_ring.h"
#include "store/container.h"

namespace cuibono::cli {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;

std::filesystem::path or_variable(const std::filesystem::path& file, const char* variable) {
  return file.empty() ? std::filesystem::path(app::environment(variable)) : file;
}

// The terminal shows nothing while this lives.
class Silence {
 public:
  Silence() {
    ::tcgetattr(STDIN_FILENO, &before_);
    auto silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  ~Silence() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  termios before_{};
};

bool can_ask() { return ::isatty(STDIN_FILENO) && ::isatty(STDERR_FILENO); }

std::string ask(const std::string& question) {
  std::cerr << question << ' ' << std::flush;
  std::string answer;
  {
    const Silence silence;
    std::getline(std::cin, answer);
  }
  std::cerr << '\n';
  return answer;
}

Result<std::string> asked_twice(const std::string& what) {
  auto first = ask(what + ", 8 characters or more:");
  if (first == ask("The same again:")) return first;
  return fail(ErrorKind::Usage, "the two passphrases differ", "", "try again");
}

} // namespace

Result<std::string> read_passphrase(const std::filesystem::path& file) {
  auto text = base::read_file(file, 1 << 16);
  if (!text) return text;
  text->resize(std::min(text->find_first_of("\r\n"), text->size()));
  if (text->empty()) return fail(ErrorKind::Usage, "the passphrase file is empty", file.string(), "put the passphrase on its first line");
  return text;
}

Result<std::string> case_passphrase(const std::filesystem::path& case_path, const PassphraseFiles& files) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(case_path, ignored)) return std::string(); // opening says what is wrong
  const auto header = store::read_container(case_path);
  if (!header) return tl::unexpected(header.error());
  if (!*header) return std::string();
  if (const auto file = or_variable(files.of_case, "CUIBONO_PASSWORD_FILE"); !file.empty()) return read_passphrase(file);
  if (can_ask()) return ask("Passphrase of " + case_path.filename().string() + ":");
  return fail(ErrorKind::Refused, "the case is encrypted", case_path.string(), "give its passphrase with --password-file FILE");
}

Result<std::string> vault_passphrase(const PassphraseFiles& files, const std::string& case_passphrase) {
  const auto file = or_variable(files.of_vault, "CUIBONO_VAULT_PASSWORD_FILE");
  return file.empty() ? Result<std::string>(case_passphrase) : read_passphrase(file);
}

Result<std::string> new_passphrase(const std::filesystem::path& case_path, const PassphraseFiles& files) {
  if (const auto file = or_variable(files.of_case, "CUIBONO_PASSWORD_FILE"); !file.empty()) return read_passphrase(file);
  if (!can_ask())
    return fail(ErrorKind::Usage, "a new case is encrypted and needs a passphrase", case_path.string(),
                "give --password-file FILE, or --unencrypted for demonstration and training data");
  return asked_twice("New passphrase");
}

Result<std::string> chosen_passphrase(const std::filesystem::path& file, const std::string& what) {
  if (file.empty() && !can_ask())
    return fail(ErrorKind::Usage, what + " is missing", "--new-password-file", "name a file whose first line it is");
  auto passphrase = file.empty() ? asked_twice(what) : read_passphrase(file);
  if (passphrase && passphrase->size() < protect::kShortestPassphrase)
    return fail(ErrorKind::Usage, what + " is too short", file.string(), "give 8 characters or more: several words do well");
  return passphrase;
}

} // namespace cuibono::cli
