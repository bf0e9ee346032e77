import { msg } from '@lingui/core/macro'
import { type CSSVariablesResolver, createTheme, defaultVariantColorsResolver } from '@mantine/core'
import { pageI18n } from '../components/language/page-language.ts'

const fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif"

const choices = { withScrollArea: false, openOnFocus: false, selectFirstOptionOnChange: true }

/** One accent color, rounded corners, the system's fonts. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 'md',
  // The organization's color may need dark text: see useBrandColor.
  variantColorResolver(input) {
    const found = defaultVariantColorsResolver(input)
    const isMain = (input.color ?? input.theme.primaryColor) === input.theme.primaryColor
    return isMain && input.variant === 'filled' ? { ...found, color: 'var(--portal-on-primary)' } : found
  },
  colors: {
    // Mantine's dark shades are neutral. These are bluish, like the surfaces below.
    dark: [
      '#d7dae0',
      '#bcc2cc',
      '#a0a7b1',
      '#8d949e',
      '#3a404a',
      '#2f343d',
      '#20242b',
      '#191c22',
      '#15171c',
      '#111317',
    ],
  },
  cursorType: 'pointer',
  fontFamily: fonts,
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
  respectReducedMotion: true,
  components: {
    CloseButton: { defaultProps: () => ({ 'aria-label': pageI18n()._(msg`Close`) }) },
    // A <header> would be a second banner landmark.
    ModalHeader: { defaultProps: { component: 'div' } },
    Modal: {
      // Other transitions leave a transform, which clips the lists of choices in a dialog.
      defaultProps: { transitionProps: { transition: 'fade' } },
      // Names can be long and without spaces.
      styles: { title: { fontWeight: 650, fontSize: '1.0625rem' }, body: { overflowWrap: 'anywhere' } },
    },
    InputLabel: { defaultProps: { style: { overflowWrap: 'anywhere' } } },
    DrawerHeader: { defaultProps: { component: 'div' } },
    // Choices are rendered beside the field, in its landmark or dialog, not at the end of the document.
    Combobox: { defaultProps: { withinPortal: false, floatingStrategy: 'fixed' } },
    // The listbox itself scrolls, so that screen readers know that the arrow keys move in it.
    // Choices open by a click, a letter or an arrow: opened by Tab alone they would cover the fields below.
    // What is typed marks the first choice, which Enter takes; not where the server searches (searched-select.tsx).
    Select: { defaultProps: choices },
    MultiSelect: { defaultProps: choices },
    TagsInput: { defaultProps: { withScrollArea: false } },
    ComboboxOptions: { defaultProps: { style: { maxHeight: 260, overflowY: 'auto' } } },
    // A listbox must contain options. The message for no results is one.
    ComboboxEmpty: { defaultProps: { role: 'option', 'aria-disabled': true } },
    // The focus placeholder is no valid child of a menu.
    Menu: { defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false } },
  },
  headings: {
    fontFamily: fonts,
    fontWeight: '650',
    sizes: { h1: { fontSize: '1.625rem', lineHeight: '1.25' }, h2: { fontSize: '1.125rem', lineHeight: '1.35' } },
  },
})

/** The colors of statuses (components/values/statuses.ts), in badges and plots alike */
const tones = (shade: number) => ({
  '--portal-good': `var(--mantine-color-teal-${shade})`,
  '--portal-waiting': `var(--mantine-color-blue-${shade})`,
  '--portal-begun': `var(--mantine-color-violet-${shade})`,
  '--portal-warning': `var(--mantine-color-yellow-${shade})`,
  '--portal-bad': `var(--mantine-color-red-${shade})`,
  '--portal-quiet': `var(--mantine-color-gray-${shade === 7 ? 5 : 6})`,
})

/** Mantine's dimmed grey has too little contrast. These have at least 4.5:1 on every background in use. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--portal-on-primary': '#ffffff' },
  light: {
    '--mantine-color-dimmed': '#59616b',
    '--mantine-color-placeholder': '#6b737d',
    '--mantine-color-error': '#c92a2a',
    // White text on Mantine's red has too little contrast.
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#b02525',
    '--mantine-color-red-outline': '#c92a2a',
    '--portal-canvas': '#f6f7f9',
    '--portal-surface': '#ffffff',
    '--portal-line': '#e3e6ea',
    '--portal-hover': '#f3f5f8',
    '--mantine-color-anchor': '#364fc7',
    '--portal-current': 'var(--mantine-color-indigo-0)',
    '--portal-on-current': 'var(--mantine-color-indigo-9)',
    ...tones(7),
  },
  dark: {
    '--mantine-color-body': '#15171c',
    '--mantine-color-text': '#d7dae0',
    '--mantine-color-dimmed': '#a0a7b1',
    '--mantine-color-placeholder': '#8d949e',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#b02525',
    '--mantine-color-red-outline': '#ff8787',
    '--portal-canvas': '#111317',
    '--portal-surface': '#191c22',
    '--portal-line': '#2b2f37',
    '--portal-hover': '#20242b',
    '--mantine-color-anchor': '#91a7ff',
    '--portal-current': 'rgb(92 124 250 / 16%)',
    '--portal-on-current': 'var(--mantine-color-indigo-2)',
    ...tones(5),
  },
})
