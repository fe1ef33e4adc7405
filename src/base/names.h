#pragma once
// Enumerators and the words they are written as, in one table an enum.

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace cuibono::base {

/// Specialise with `static constexpr std::array<std::string_view, N> kNames`, in the order of the enumerators from 0.
template <class Enum>
struct Names;

template <class Enum>
constexpr std::string_view name_of(Enum value) {
  return Names<Enum>::kNames[static_cast<std::size_t>(value)];
}

template <class Enum>
constexpr std::optional<Enum> from_name(std::string_view name) {
  for (std::size_t i = 0; i < Names<Enum>::kNames.size(); ++i)
    if (Names<Enum>::kNames[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

template <class Enum>
inline constexpr std::size_t kCount = Names<Enum>::kNames.size();

} // namespace cuibono::base
