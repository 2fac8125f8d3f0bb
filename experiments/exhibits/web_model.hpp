// The model for browsers, if this build has it: cmake/web.cmake makes the definition.
#pragma once

#include <string_view>

namespace armistice {

struct WebModel {
  std::string_view script;  // of Emscripten: defines armisticeModel()
  std::string_view module;  // WebAssembly, compressed by gzip, in base64

  bool empty() const { return module.empty(); }
};
extern const WebModel kWebModel;

}  // namespace armistice
