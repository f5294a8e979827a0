// The one script of a public page. Everything works without it; these two things work better with it.
import { embeds } from "./embed";
import { sharing } from "./share";

embeds(document);
sharing(document);
