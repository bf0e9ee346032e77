import { type CSSVariablesResolver, createTheme } from '@mantine/core'

const fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif"

/** Calm: one accent, soft corners, the system's own letters. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 'md',
  colors: {
    // Mantine's own dark is neutral: this one leans to blue, as the surfaces below do.
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
    CloseButton: { defaultProps: { 'aria-label': 'Close' } },
    // A <header> would be a second banner for whoever goes by landmarks.
    ModalHeader: { defaultProps: { component: 'div' } },
    Modal: {
      // Others leave a transform behind, which would clip the lists of choices in a dialog to it.
      defaultProps: { transitionProps: { transition: 'fade' } },
      // Names may be long, and without a blank.
      styles: { title: { fontWeight: 650, fontSize: '1.0625rem' }, body: { overflowWrap: 'anywhere' } },
    },
    InputLabel: { defaultProps: { style: { overflowWrap: 'anywhere' } } },
    DrawerHeader: { defaultProps: { component: 'div' } },
    // Choices open beside what opens them, within its landmark or dialog, rather than at the end of the document.
    Combobox: { defaultProps: { withinPortal: false, floatingStrategy: 'fixed' } },
    // The list itself scrolls, so that what reads it out knows that the arrow keys move in it.
    Select: { defaultProps: { withScrollArea: false } },
    MultiSelect: { defaultProps: { withScrollArea: false } },
    TagsInput: { defaultProps: { withScrollArea: false } },
    ComboboxOptions: { defaultProps: { style: { maxHeight: 260, overflowY: 'auto' } } },
    // A list of choices has choices in it, even where the only one says that there is none.
    ComboboxEmpty: { defaultProps: { role: 'option', 'aria-disabled': true } },
    // The placeholder would take the focus, and is none of the things that a menu may hold.
    Menu: { defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false } },
  },
  headings: {
    fontFamily: fonts,
    fontWeight: '650',
    sizes: { h1: { fontSize: '1.625rem', lineHeight: '1.25' }, h2: { fontSize: '1.125rem', lineHeight: '1.35' } },
  },
})

/** Mantine's quiet grey is too pale to read for many: these reach a contrast of 4.5 on every background in use. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#59616b',
    '--mantine-color-placeholder': '#6b737d',
    '--mantine-color-error': '#c92a2a',
    // White words on Mantine's own red are hard to read.
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#b02525',
    '--mantine-color-red-outline': '#c92a2a',
    '--portal-canvas': '#f6f7f9',
    '--portal-surface': '#ffffff',
    '--portal-line': '#e3e6ea',
    '--portal-hover': '#f3f5f8',
    '--mantine-color-anchor': '#364fc7',
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
  },
})
