// The font that is packed with the program, for machines that have none.
#ifndef BUNDLED_FONTS_H
#define BUNDLED_FONTS_H

/// Lets fontconfig read the list of fonts that lies with an unpacked archive of the program; nothing where there is none.
///
/// - Parameter library: librsvg as it was opened, through which fontconfig's functions are found.
void sextant_use_bundled_fonts(void *library);

#endif
