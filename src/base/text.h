#pragma once
// The few operations on UTF-8 text that every reader and writer of evidence needs.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cuibono::base {

std::string_view trim(std::string_view text);

/// Parts between separators, trimmed, empty ones left out: "E01; E02;" gives two.
std::vector<std::string> split_list(std::string_view text, char separator = ';');

std::string join(const std::vector<std::string>& parts, std::string_view separator);

/// ASCII letters only; other bytes stay.
std::string to_lower(std::string_view text);

bool is_valid_utf8(std::string_view text);

/// The whole text as a finite decimal number with `.`; nothing otherwise.
std::optional<double> parse_number(std::string_view text);

/// Shortest decimal that reads back to the same double.
std::string format_number(double value);

/// Whether `needle` occurs in `text`, ASCII case ignored; an empty needle always does.
bool contains_ignoring_case(std::string_view text, std::string_view needle);

} // namespace cuibono::base
