// The possible interventions: for each actor of a cast its own choices, each fixed at its ends.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "experiments/input/cast.hpp"

namespace armistice {

/// An actor and what it is held to, one after the other.
struct PivotalActor {
  Actor actor;
  std::vector<Intervention> interventions;
};

/// A choice that an actor of its kind has and this one has not: a vote in no union, aid of nothing.
struct NoSuchChoice {
  std::string code;
  Choice choice;
};

struct Interventions {
  std::vector<PivotalActor> actors;  // in the order of the cast; with at least one intervention
  std::vector<NoSuchChoice> left_out;
  std::size_t count() const;  // of all actors together
};

/// Leaders: campaign and signature. Donors: vote, aid and stance. The United States: the same.
/// Patrons: support. Buyers: compliance. An actor with two roles, such as a patron that buys, has
/// the choices of both. A choice of a mechanism that is off is no choice: without `split_buyers`
/// one buyer stands for all.
Interventions interventions_of(const Cast& cast, const Switches& on);

/// "vote" and "yes", as files have them; the end is the low one below 1.
std::string_view name_of(Choice choice);
std::string_view end_name(const Intervention& intervention);

}  // namespace armistice
