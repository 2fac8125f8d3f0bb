// "Did you mean ...?": the valid name that is nearest to what somebody wrote.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace armistice {

/// How many letters must be changed, added, dropped or swapped with their neighbour to get from one
/// word to the other; case and the difference of "-" and "_" do not count.
int edit_distance(std::string_view a, std::string_view b);

/// The nearest of `names`; empty if none is near enough to be what was meant.
std::string_view nearest_name(std::string_view wrong, std::span<const std::string_view> names);
std::string nearest_name(const std::string& wrong, const std::vector<std::string>& names);

/// `"a", "b" or "c"`.
std::string listed(std::span<const std::string_view> names);

/// The end of a message about a name: `; did you mean "x"?`, and if nothing is near and the choice
/// is small, `; expected "a", "b" or "c"`.
std::string suggestion(std::string_view wrong, std::span<const std::string_view> names);

}  // namespace armistice
