// The models that come with Sextant, as files beside the program; there is no code here.
//
// A target in C, since a Swift target with resources links all of Foundation, which every start would pay for.
#ifndef BUNDLED_MODELS_H
#define BUNDLED_MODELS_H
#endif
