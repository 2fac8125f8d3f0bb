# Writes the C++ source `source` that holds texts of `folder`, as pairs of name and text:
#   embed_texts(source folder maker header declaration end file...)
# `header` declares what `declaration` defines; `end` is what stands after the last pair. The source
# changes only if a text does.
function(embed_texts source folder maker header declaration end)
  file(WRITE ${source}.new
    "// Made by ${maker}.\n"
    "#include \"${header}\"\n"
    "namespace armistice {\n"
    "${declaration}[] = {\n")
  foreach(file IN LISTS ARGN)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/${file})
    file(READ ${folder}/${file} text)
    file(APPEND ${source}.new "{\"${file}\", R\"armistice(")
    file(APPEND ${source}.new "${text}")
    file(APPEND ${source}.new ")armistice\"},\n")
  endforeach()
  file(APPEND ${source}.new "${end}};\n}  // namespace armistice\n")
  file(COPY_FILE ${source}.new ${source} ONLY_IF_DIFFERENT)
endfunction()
