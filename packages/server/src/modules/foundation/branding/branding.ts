/** How the pages that people see at their sign-in look, stored for an organization. Without it they look as Portico's do. */
export interface Branding {
  /** Shown in place of the organization's name */
  name: string | null
  /** `#3b5bdb`. The pages derive from it what can be read in light and in dark. */
  primaryColor: string | null
  /** A PNG as a `data:` URL */
  logo: string | null
}

/** What the pages ask for. The logo has an address of its own. */
export interface ShownBranding {
  name: string
  primaryColor: string | null
  logoPath: string | null
}
