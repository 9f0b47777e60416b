package imprint.app.product;

import imprint.app.text.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param cloneable true when left out */
record NewProduct(
        @NotBlank(message = "Name make and model, as the devices tell it.")
        @Size(max = 200, message = "Use 200 characters at most.")
        @PlainText
        String name,

        @Nullable Boolean cloneable) {}
