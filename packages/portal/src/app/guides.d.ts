/** Made by the build (name-guides.ts): the guides that the server has as pages, in English as they are */
declare module 'virtual:guides' {
  const guides: readonly {
    /** In its address: `/guides/<name>` */
    name: string
    title: string
    /** What it is about, in one sentence */
    about: string
  }[]
  export default guides
}
