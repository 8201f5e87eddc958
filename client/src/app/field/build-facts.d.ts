/** Version of the app, put in by the build: "0.1.0+1a2b3c4d". */
declare const __APP_VERSION__: string;
