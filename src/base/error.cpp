#include "base/error.h"

namespace cuibono::base {

std::string sentence(const Error& error) {
  std::string line = error.what;
  if (!error.where.empty()) line += " (" + error.where + ")";
  if (!error.remedy.empty()) line += "; " + error.remedy;
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return line + ".";
}

int exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::Usage: return 2;
    case ErrorKind::Refused: return 4;
    case ErrorKind::Input:
    case ErrorKind::Cancelled:
    case ErrorKind::Internal: return 3;
  }
  return 3;
}

} // namespace cuibono::base
