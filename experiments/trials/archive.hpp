// Values as bytes that are the same on every machine (cereal's portable archive), and back. What is
// read may be damaged: no number in it makes us reserve more than its shape or its own length has.
#pragma once

#include <cereal/archives/portable_binary.hpp>
#include <cereal/types/array.hpp>
#include <cereal/types/string.hpp>
#include <cstddef>
#include <exception>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace armistice {

/// Thrown inside an archive whose values can't be: read_archive catches it.
struct Misshapen : std::exception {};

inline void require_shape(bool holds) {
  if (!holds) throw Misshapen();
}

/// The elements of a vector that has its size.
template <class Archive, class T>
void serialize_elements(Archive& archive, std::vector<T>& values) {
  if constexpr (std::is_arithmetic_v<T>) {
    archive(cereal::binary_data(values.data(), values.size() * sizeof(T)));
  } else {
    for (T& value : values) archive(value);
  }
}

/// A vector with as many elements as its shape has, or none.
template <class Archive, class T>
void serialize_sized(Archive& archive, std::vector<T>& values, std::size_t whole) {
  cereal::size_type count = values.size();
  archive(cereal::make_size_tag(count));
  require_shape(count == 0 || count == whole);
  if constexpr (Archive::is_loading::value) values.resize(static_cast<std::size_t>(count));
  serialize_elements(archive, values);
}

/// A vector with at most so many.
template <class Archive, class T>
void serialize_list(Archive& archive, std::vector<T>& values, std::size_t most) {
  cereal::size_type count = values.size();
  archive(cereal::make_size_tag(count));
  require_shape(count <= most);
  if constexpr (Archive::is_loading::value) values.resize(static_cast<std::size_t>(count));
  serialize_elements(archive, values);
}

/// The same of a text.
template <class Archive>
void serialize_text(Archive& archive, std::string& text, std::size_t most) {
  std::vector<char> letters(text.begin(), text.end());
  serialize_list(archive, letters, most);
  text.assign(letters.begin(), letters.end());
}

/// What `each`, a function of an archive, writes.
template <class Each>
std::string written_archive(const Each& each) {
  std::ostringstream stream;
  {
    cereal::PortableBinaryOutputArchive archive(stream);
    each(archive);
  }
  return stream.str();
}

/// The inverse. False if the bytes are not all of what `each` reads, and no more.
template <class Each>
bool read_archive(std::string_view bytes, const Each& each) {
  std::istringstream stream{std::string(bytes)};
  try {
    cereal::PortableBinaryInputArchive archive(stream);
    each(archive);
  } catch (const std::exception&) {  // cereal's own for a short text, ours for a misshapen one
    return false;
  }
  return stream.peek() == std::istringstream::traits_type::eof();
}

}  // namespace armistice
