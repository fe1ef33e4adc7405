#pragma once
// What a DOT file means before it becomes rows: nodes and edges with their attributes, by the rules of Graphviz for defaults,
// strict graphs and subgraphs. Owned by one reader.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cuibono::ingest {

/// Attributes by the place of their name in DotGraph::names.
struct DotValues {
  struct Value {
    std::size_t name;
    std::string_view text; ///< HTML with its outer <>
    bool is_html = false;
  };
  std::vector<Value> all;

  const Value* find(std::size_t name) const;
  void set(const Value& value);
  void set(const DotValues& values);
};

struct DotNode {
  std::string_view text; ///< by which the file names it
  std::uint64_t line;
  DotValues values;
  std::size_t cluster = 0; ///< scope; 0: none
};

struct DotEdge {
  std::size_t tail, head;
  std::uint64_t line;
  bool is_directed;
  DotValues values;
};

/// A graph or subgraph: what nodes and edges made in it begin with, and the nodes it mentions.
struct DotScope {
  std::size_t parent = 0;
  std::size_t cluster = 0; ///< the innermost named subgraph around, itself included
  std::string_view name;
  DotValues graph, node, edge;
  std::vector<std::size_t> nodes, inner;
};

/// An end of edges: a node, perhaps at a port.
struct DotEnd {
  std::size_t node;
  std::string_view port;
};

class DotGraph {
 public:
  /// `most_work` bounds edges made and members of subgraphs gathered.
  explicit DotGraph(std::uint64_t most_work) : work_left_(most_work) {}

  /// Begins a graph; its nodes are those of a graph before it where they have the same name.
  std::size_t start(bool is_directed, bool is_strict);
  std::size_t subgraph(std::size_t parent, std::string_view name);

  std::size_t attribute(std::string_view name);
  std::size_t node(std::size_t scope, std::string_view text, std::uint64_t line);
  /// Edges from every tail to every head. False where that is too much work.
  bool connect(std::size_t scope, const std::vector<DotEnd>& tails, const std::vector<DotEnd>& heads, const DotValues& values, std::uint64_t line);
  /// Every node of a subgraph and those inside, in the order of the file. False as above.
  bool members(std::size_t scope, std::vector<DotEnd>& ends);
  /// Whether attributes are more than memory should hold.
  bool is_too_large() const;

  std::vector<std::string> names; ///< of attributes
  std::vector<DotNode> nodes;
  std::vector<DotEdge> edges;
  std::vector<DotScope> scopes = std::vector<DotScope>(1); ///< the first stands for none
  std::uint64_t repeats = 0;        ///< edges of strict graphs, or of one key, that were there already
  std::uint64_t more_clusters = 0;  ///< mentions of a node in a second named subgraph
  std::uint64_t graphs = 0;

 private:
  void add_edge(const DotScope& scope, const DotEnd& tail, const DotEnd& head, const DotValues& values, std::uint64_t line);
  DotEdge* known_edge(std::size_t tail, std::size_t head, const DotValues& values);
  bool spend(std::uint64_t work);

  struct Strand { ///< what makes two edges one
    std::size_t graph, tail, head;
    std::string_view key;
    auto operator<=>(const Strand&) const = default;
  };
  std::uint64_t work_left_, stored_ = 0;
  bool is_directed_ = true, is_strict_ = false;
  std::unordered_map<std::string, std::size_t> attributes_;
  std::unordered_map<std::string_view, std::size_t> by_text_;
  std::map<std::pair<std::size_t, std::string_view>, std::size_t> subgraphs_;
  std::map<Strand, std::size_t> strands_;
  std::size_t key_ = attribute("key"), tailport_ = attribute("tailport"), headport_ = attribute("headport");
};

} // namespace cuibono::ingest
