#pragma once
// Invented cases whose truth is known, to find out how often the measure is right when evidence is missing. Money moves first
// (sales, costs, fees, drawings, transfers between accounts), by arithmetic of its own; who benefits in truth is what each
// person has in the end, and what companies have for them. Then exhibits are made that show it, and some are taken away.
//
// What it assumes, all of it debatable: one or two establishments; nought to two holdings above them, at times owned in
// part by the establishment itself; one to three owners, each by name, behind a nominee (at times behind two) or a trust;
// some own without any say; in 15 % the first owner also drives. In nine cases of ten owners draw
// most of the money, half of those behind a nominee straight to their own account, and nominees mostly pass it on, so that
// adding up inflows finds owners too; in one of ten it stays in the company. Employees, officials and others
// earn a few per cent; people outside earn lawful money from elsewhere; some payments are in another currency. Phones know
// drivers, brokers and managers far better than owners. In 15 % there is no crime. It is not the prototype's generator.

#include <optional>
#include <set>
#include <string>

#include "model/snapshot.h"

namespace cuibono::validation {

struct Invented {
  model::CaseSnapshot evidence;                ///< all of it
  std::optional<model::EntityId> principal;    ///< who benefits most in truth; none where there is no crime
  std::set<model::ExhibitId> owners_side;      ///< exhibits about owners, nominees and holdings
};

/// The same for the same seed. The principal has at least .05 more of all benefit than anybody else.
Invented invent(std::uint64_t seed);

enum class Missing { AtRandom, OnTheOwnersSide };

/// What is left when each exhibit is lost with probability `part`: rows that rest on lost ones alone are not known at all.
model::CaseSnapshot lose(const Invented& invented, Missing missing, double part, std::uint64_t seed);

} // namespace cuibono::validation
