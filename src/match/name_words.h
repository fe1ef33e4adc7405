#pragma once
// Words in names that say little or nothing about who is meant: forms of companies, trades, titles, particles. Tables; read
// by name.cpp alone.

#include <optional>
#include <span>
#include <string_view>

namespace cuibono::match {

/// A word of another script or several words, and what stands for them.
struct Reading {
  std::string_view text, reads;
};

/// Company words in scripts that write words without blanks, as they stand in UTF-8; the longest first among alike.
std::span<const Reading> native_company_words();
/// Titles that stand directly before a name in such scripts.
std::span<const std::string_view> native_titles();
/// Several Latin words that are one form: `sendirian berhad`.
std::span<const Reading> company_phrases();

/// The form's usual short name (`ltd` for limited), or nothing.
std::optional<std::string_view> company_form(std::string_view word);
/// Whether many companies have it in their names: group, bank, seafood, thailand.
bool is_trade_word(std::string_view word);
/// mr, dato, nang, ...
bool is_title(std::string_view word);
/// bin, s/o, van, thi, ...: between the names of a person.
bool is_particle(std::string_view word);
/// and, of, the: in any name.
bool is_small_word(std::string_view word);
/// The full form of a usual short one, such as mohd; else the word.
std::string_view long_form(std::string_view word);
/// Surnames of Chinese origin that are one in writing and several in Latin letters: a number for chen, chan, tan; 0 for others.
int surname_family(std::string_view word);

} // namespace cuibono::match
