package lombok;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** As named as the real one; kept in class files, where ArchUnit looks. */
@Retention(RetentionPolicy.CLASS)
public @interface Data {}
