// What a page calls of the model. Texts go in as UTF-8 and come back as JSON: the answer, or
// {"error": ...} in the words of the program. Pieces of an ensemble are bytes.
#include <emscripten.h>

#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "experiments/error.hpp"
#include "experiments/output/file_digest.hpp"
#include "web/model/picture.hpp"
#include "web/model/pieces.hpp"
#include "web/model/settings.hpp"
#include "web/model/story.hpp"

namespace {

using namespace armistice;
using namespace armistice::web;
using Json = nlohmann::ordered_json;

std::string answered;  // the last answer; the page copies it before it calls again

/// What `make` returns, or why it can't.
template <class Make>
const char* answer(const Make& make) {
  Json said;
  try {
    said = make();
  } catch (const std::exception& error) {
    said = {{"error", error.what()}};
  }
  answered = said.dump(-1, ' ', false, Json::error_handler_t::replace);
  return answered.c_str();
}

// A worker has the runners of both ensembles, the page what has come of them.
constexpr int kNow = 0;
std::array<std::unique_ptr<PieceRunner>, 2> runners;
std::array<std::shared_ptr<Gathered>, 2> gathered;
std::string rows_text;
Digest rows_digest;

std::size_t place(int slot) { return slot == kNow ? 0 : 1; }

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE const char* resolve_settings(const char* settings) {
  return answer([&] { return resolved(page_settings(settings)); });
}

EMSCRIPTEN_KEEPALIVE const char* read_pasted(const char* text) {
  return answer([&] { return pasted(text); });
}

EMSCRIPTEN_KEEPALIVE const char* tell_story(const char* settings, std::uint32_t trial) {
  return answer([&] { return story(page_settings(settings), trial); });
}

/// A worker's: reads the settings of an ensemble whose pieces it is to run.
EMSCRIPTEN_KEEPALIVE const char* prepare_pieces(int slot, const char* settings) {
  return answer([&] {
    runners[place(slot)].reset();
    runners[place(slot)] = std::make_unique<PieceRunner>(page_settings(settings));
    return Json::object();
  });
}

/// {"at": ..., "size": ...}: where the piece lies until the next call.
EMSCRIPTEN_KEEPALIVE const char* run_piece(int slot, std::uint32_t first, int count, int quantity) {
  return answer([&]() -> Json {
    const Piece& piece = runners[place(slot)]->run(first, count, static_cast<Quantity>(quantity));
    return {{"at", reinterpret_cast<std::uintptr_t>(piece.data())}, {"size", piece.size()}};
  });
}

/// Likewise rows of trials.csv, as UTF-8.
EMSCRIPTEN_KEEPALIVE const char* run_rows(int slot, std::uint32_t first, int count) {
  return answer([&]() -> Json {
    rows_text = runners[place(slot)]->rows(first, count);
    return {{"at", reinterpret_cast<std::uintptr_t>(rows_text.data())}, {"size", rows_text.size()}};
  });
}

/// The page's: begins an ensemble anew.
EMSCRIPTEN_KEEPALIVE const char* begin_gathering(int slot, const char* settings, int quantity) {
  return answer([&] {
    gathered[place(slot)] =
        std::make_shared<Gathered>(page_settings(settings), static_cast<Quantity>(quantity));
    return Json::object();
  });
}

/// The other ensemble is the same one.
EMSCRIPTEN_KEEPALIVE void share_gathering(int from) {
  gathered[place(1 - from)] = gathered[place(from)];
}

EMSCRIPTEN_KEEPALIVE void take_piece(int slot, std::uint32_t first, int count,
                                     const std::uint8_t* piece, std::size_t size) {
  gathered[place(slot)]->take(first, count, {piece, size});
}

EMSCRIPTEN_KEEPALIVE const char* draw_picture() {
  return answer([&] { return picture(*gathered[0], gathered[1].get()); });
}

/// The digest of bytes that come one piece after the other: that of the program's manifest.
EMSCRIPTEN_KEEPALIVE void begin_digest() { rows_digest = {}; }
EMSCRIPTEN_KEEPALIVE const char* add_to_digest(const char* bytes, std::size_t size) {
  rows_digest.add({bytes, size});
  return answer([&]() -> Json { return {{"digest", rows_digest.text()}}; });
}
}
