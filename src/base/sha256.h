#pragma once
// SHA-256 (FIPS 180-4).

#include <memory>
#include <string>
#include <string_view>

namespace cuibono::base {

/// As 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// The same for bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void add(std::string_view bytes);
  std::string hex(); ///< once, at the end

 private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace cuibono::base
