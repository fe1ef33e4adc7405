#pragma once
// What a failure says: one sentence with what happened, where, and what to do. Values, safe on any thread.

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace cuibono::base {

/// Decides the program's exit code; interface: 2 wrong usage, 3 unreadable input, 4 refused by protection.
enum class ErrorKind { Usage, Input, Refused, Cancelled, Internal };

struct Error {
  ErrorKind kind = ErrorKind::Input;
  std::string what;   ///< what went wrong, without a full stop
  std::string where;  ///< file and row, or empty
  std::string remedy; ///< what the user can do, or empty

  bool operator==(const Error&) const = default;
};

template <class T>
using Result = tl::expected<T, Error>;

/// "WHAT (WHERE); REMEDY." on one line, control characters made harmless.
std::string sentence(const Error& error);

/// 0 is success; see ErrorKind.
int exit_code(ErrorKind kind);

inline tl::unexpected<Error> fail(ErrorKind kind, std::string what, std::string where = {}, std::string remedy = {}) {
  return tl::unexpected<Error>(Error{kind, std::move(what), std::move(where), std::move(remedy)});
}

} // namespace cuibono::base
