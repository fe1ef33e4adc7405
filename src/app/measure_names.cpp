#include "app/measure_names.h"

#include <algorithm>

namespace cuibono::app {

const std::vector<MeasureName>& measure_names() {
  using enum FirstIs;
  using enum Weighed;
  static const std::vector<MeasureName> kNames{
      {"degree", "Who has most ties?", "Whoever is watched most shows most ties.", Highest, Never, true},
      {"in_degree", "Who is pointed at by most?", "Victims' and witnesses' accounts point at whom they met.", Highest, Never, true, true},
      {"out_degree", "Who points at most others?", "A phone that was searched shows many; one that was not shows none.", Highest, Never, true, true},
      {"strength", "Who has most ties, each counted as it weighs?", "One well-documented tie can outweigh many that are not.", Highest, Counts},
      {"betweenness", "Who best connects the others?", "A broker may be a mere facilitator; a missing tie can make or unmake one.", Highest, Lengths},
      {"closeness", "Who reaches everybody in fewest steps?", "Being near is not commanding.", Highest, Lengths},
      {"harmonic", "Who reaches many in few steps, in a network of several parts?", "Being near is not commanding.", Highest, Lengths},
      {"eigenvector", "Who is tied to those who are tied to many?", "In a network of several parts only one part has values.", Highest, Counts},
      {"pagerank", "Where would somebody end up who follows ties at random?", "It rewards being pointed at, not benefiting.", Highest, Counts},
      {"hub", "Who points at those whom many point at?", "Recruiters and drivers point at many; owners seldom do.", Highest, Counts, false, true},
      {"authority", "Who is pointed at by those who point at many?", "Victims are; it is not power.", Highest, Counts, false, true},
      {"katz", "Who is reached by many, over ties and ties of ties?", "Near ties count most; how much less far ones do is a choice.", Highest, Counts},
      {"k_core", "Who belongs to the densest part?", "Dense parts are often families or workmates.", Highest, Never, true},
      {"clustering", "Whose contacts know each other?", "Of few contacts it jumps from 0 to 1 by one tie.", Highest, Never},
      {"constraint", "Who has most room to play contacts off against each other?",
       "The lowest is first. Room is no proof that it was used, and who has few known ties seems to have none.", Lowest, Counts},
      {"effective_size", "Who has contacts that do not know each other?", "It grows with how much is known of a person.", Highest, Counts},
      {"brokerage_role", "Who stands between people of the same and of other roles?",
       "Only chains of three whose roles are known count, and a role is an assessment.", Highest, Never, true, false, true},
      {"brokerage_stage", "Who joins the stages, from recruitment to the money?",
       "Somebody's stage is that of most known ties; a chain may never have been walked.", Highest, Never, true, false, true},
      {"articulation", "Without whom does the network fall apart?", "It falls apart on paper: ties that nobody found may hold it.", Nobody, Never, true},
      {"bridge", "Which ties alone hold parts together?", "One tie that nobody found makes a bridge of none.", Nobody, Never, true},
      {"tie_betweenness", "Which ties carry most of the connections?", "It says where connections run, not that anything ran there.", Nobody, Lengths, false, false, true},
      {"component", "Who is connected at all?", "Parts may be joined by what nobody has found.", Nobody, Never, true},
      {"strong_component", "Who reaches each other along directions?", "It needs directions that are known.", Nobody, Never, true, true},
      {"community", "Who belongs together?", "Groups are a reading of ties, not membership.", Nobody, Counts, true}};
  return kNames;
}

const MeasureName* find_measure(std::string_view name) {
  const auto found = std::ranges::find(measure_names(), name, &MeasureName::name);
  return found == measure_names().end() ? nullptr : &*found;
}

} // namespace cuibono::app
