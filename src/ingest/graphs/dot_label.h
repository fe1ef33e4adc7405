#pragma once
// What a label of a DOT file says to a reader: its text without the language of drawing.

#include <string>
#include <string_view>

namespace cuibono::ingest {

/// `\n`, `\l` and `\r` are blanks, `\N` the node's id, `\G` the graph's; HTML entities are their letters.
std::string text_of_dot_label(std::string_view label, std::string_view node, std::string_view graph);

/// The fields of a record label, without ports, parted by ` | `.
std::string text_of_dot_record(std::string_view label, std::string_view node, std::string_view graph);

/// The text between the tags.
std::string text_of_dot_html(std::string_view html);

/// The label that reads as `text`: what text_of_dot_label undoes.
std::string dot_label_of(std::string_view text);

} // namespace cuibono::ingest
