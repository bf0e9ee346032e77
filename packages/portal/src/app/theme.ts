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
    // Choices stand beside their field rather than at the end of the document: within the dialog or landmark where that
    // is. Their list scrolls by itself, so that what reads it out knows that the arrow keys move in it.
    Select: {
      defaultProps: { comboboxProps: { withinPortal: false, floatingStrategy: 'fixed' }, withScrollArea: false },
      styles: { options: { maxHeight: 260, overflowY: 'auto' } },
    },
    // Without a placeholder the focus goes to the first item: a menu may hold nothing else that takes it.
    Menu: { defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false } },
    Modal: { styles: { title: { fontWeight: 650, fontSize: '1.0625rem' } } },
    DrawerHeader: { defaultProps: { component: 'div' } },
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
