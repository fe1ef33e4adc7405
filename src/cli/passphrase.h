#pragma once
// Where a passphrase comes from: a file, the file that an environment variable names, or a question on the terminal.

#include <filesystem>
#include <string>

#include "base/error.h"

namespace cuibono::cli {

struct PassphraseFiles {
  std::filesystem::path of_case;  ///< --password-file, else CUIBONO_PASSWORD_FILE
  std::filesystem::path of_vault; ///< --vault-password-file, else CUIBONO_VAULT_PASSWORD_FILE
};

/// The first line of the file. Refuses an empty one.
base::Result<std::string> read_passphrase(const std::filesystem::path& file);

/// For a case that is there: empty where it is not encrypted. Refused where nobody can be asked.
base::Result<std::string> case_passphrase(const std::filesystem::path& case_path, const PassphraseFiles& files);

/// For the vault: its own file, or the case's passphrase.
base::Result<std::string> vault_passphrase(const PassphraseFiles& files, const std::string& case_passphrase);

/// For a case that is to be made: asked twice on a terminal. Wrong usage where nobody can be asked.
base::Result<std::string> new_passphrase(const std::filesystem::path& case_path, const PassphraseFiles& files);

/// A person's new passphrase: from the file, or asked twice. Wrong usage where nobody can be asked, or it is too short.
base::Result<std::string> chosen_passphrase(const std::filesystem::path& file, const std::string& what);

} // namespace cuibono::cli
