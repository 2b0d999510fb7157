/** Text of a Go file, laid into the bundle. */
declare module '*.go?raw' {
  const source: string;
  export default source;
}
